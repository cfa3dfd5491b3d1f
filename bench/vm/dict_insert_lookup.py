import sys

count = 2800 + len(sys.argv) - 1
table = {}
for n in range(count):
    table[n * 7919 % 100003] = n
found, total = 0, 0
for key in range(count * 2):
    value = table.get(key)
    if value is not None:
        found = found + 1
        total = total + value
words = {}
for n in range(count):
    key = f"key{n % 500}"
    words[key] = words.get(key, 0) + n
for n in range(0, count, 3):
    table.pop(n * 7919 % 100003, None)
print(f"found {found} total {total}")
print(f"words {len(words)} key7 {words.get('key7', 0)} left {len(table)}")
