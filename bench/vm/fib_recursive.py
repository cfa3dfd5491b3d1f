import sys


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


n = 29 + len(sys.argv) - 1
print(f"fib {n} = {fib(n)}")
