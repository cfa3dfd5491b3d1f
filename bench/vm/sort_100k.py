import functools, sys


def numbers(count, seed):
    state, out = seed, []
    for _ in range(count):
        state = (state * 1103515245 + 12345) % 2147483648
        out.append(state // 8)
    return out


values = numbers(100000, 42 + len(sys.argv) - 1)
values.sort(key=functools.cmp_to_key(lambda a, b: -1 if a < b else 1 if a > b else 0))
ordered, previous, checksum = True, 0, 0
for i, n in enumerate(values):
    if n < previous:
        ordered = False
    previous = n
    checksum = (checksum + n * (i % 7)) % 1000000007
print(f"{len(values)} numbers, ordered {ordered}, checksum {checksum}")
print(values[0], values[50000], values[-1])
