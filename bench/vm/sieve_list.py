import sys


def sieve(limit):
    flags = [1] * (limit + 1)
    n = 2
    while n * n <= limit:
        if flags[n] == 1:
            multiple = n * n
            while multiple <= limit:
                flags[multiple] = 0
                multiple = multiple + n
        n = n + 1
    return flags


limit = 60000 + len(sys.argv) - 1
count, total, n = 0, 0, 0
for flag in sieve(limit):
    if flag == 1 and n >= 2:
        count = count + 1
        total = total + n
    n = n + 1
print(f"{count} primes, sum {total}")
