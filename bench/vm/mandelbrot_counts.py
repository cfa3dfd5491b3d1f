import sys


def iterations(cx, cy, limit):
    x, y, n = 0.0, 0.0, 0
    while n < limit and x * x + y * y <= 4.0:
        following = x * x - y * y + cx
        y = 2.0 * x * y + cy
        x = following
        n = n + 1
    return n


size = 128 + len(sys.argv) - 1
total, inside = 0, 0
for row in range(size):
    for col in range(size):
        n = iterations(col / size * 3.0 - 2.25, row / size * 2.5 - 1.25, 50)
        total = total + n
        if n == 50:
            inside = inside + 1
print(f"F64 total {total} inside {inside}")
# Decimal numbers would be another kind of program here: binary ones do.
small = size // 4
dec_total = 0
for row in range(small):
    for col in range(small):
        dec_total = dec_total + iterations(col * 0.1875 - 2.25, row * 0.15625 - 1.25, 50)
print(f"Dec total {dec_total}")
