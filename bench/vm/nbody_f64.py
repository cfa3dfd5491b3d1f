import math, sys


def pull(b, other, dt):
    x, y, z, vx, vy, vz, mass = b
    dx, dy, dz = other[0] - x, other[1] - y, other[2] - z
    squared = dx * dx + dy * dy + dz * dz
    if squared == 0:
        return b
    strength = other[6] * dt / (squared * math.sqrt(squared))
    return (x, y, z, vx + dx * strength, vy + dy * strength, vz + dz * strength, mass)


def advance(everything, dt):
    out = []
    for b in everything:
        for other in everything:
            b = pull(b, other, dt)
        x, y, z, vx, vy, vz, mass = b
        out.append((x + dt * vx, y + dt * vy, z + dt * vz, vx, vy, vz, mass))
    return out


def energy(everything):
    total = 0.0
    for i, b in enumerate(everything):
        total = total + 0.5 * b[6] * (b[3] * b[3] + b[4] * b[4] + b[5] * b[5])
        for c in everything[i + 1 :]:
            dx, dy, dz = b[0] - c[0], b[1] - c[1], b[2] - c[2]
            total = total - b[6] * c[6] / math.sqrt(dx * dx + dy * dy + dz * dz)
    return total


def micro(value):
    scaled = value * 1000000
    return math.floor(scaled + 0.5) if scaled >= 0 else -math.floor(-scaled + 0.5)


steps = 1800 + len(sys.argv) - 1
now = [
    (0, 0, 0, 0, 0, 0, 40),
    (5, -1, -0.1, 0.5, 2.75, -0.02, 0.05),
    (8, 4, -0.4, -1, 1.8, 0.01, 0.01),
    (12, -15, -0.2, 1.1, 0.9, -0.01, 0.002),
    (15, -25, 0.2, 0.95, 0.6, -0.03, 0.002),
]
print(f"energy before {micro(energy(now))}")
for _ in range(steps):
    now = advance(now, 0.001)
print(f"energy after {micro(energy(now))}")
print(f"sun at {micro(now[0][0])} {micro(now[0][1])} {micro(now[0][2])}")
