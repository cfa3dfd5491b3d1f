import sys


def build(depth):
    if depth == 0:
        return ()
    return (build(depth - 1), build(depth - 1))


def count(tree):
    if not tree:
        return 1
    return 1 + count(tree[0]) + count(tree[1])


max_depth = 13 + len(sys.argv) - 1
long_lived = build(max_depth)
for depth in range(4, max_depth + 1, 2):
    rounds = 2 ** (max_depth - depth + 2)
    total = 0
    for _ in range(rounds):
        total = total + count(build(depth))
    print(f"{rounds} trees of depth {depth}: {total}")
print(f"long lived {count(long_lived)}")
