import sys

count = 13000 + len(sys.argv) - 1
text = ""
for n in range(count):
    text = text + str(n) + ","
parts = text.split(",")
joined = "".join(f"<{part}>" for part in parts)
digits = 0
for c in joined.encode():
    if 48 <= c <= 57:
        digits = digits + c - 48
upper = ("line of text number " * 300).upper()
replaced = upper.replace("TEXT", "words")
print(f"bytes {len(text)} parts {len(parts)} joined {len(joined)} digits {digits}")
print(f"replaced {len(replaced)} ends {replaced.endswith('NUMBER ')}")
