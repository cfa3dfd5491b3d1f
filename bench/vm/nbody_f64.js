function body(x, y, z, vx, vy, vz, mass) {
  return { x, y, z, vx, vy, vz, mass };
}
function pull(b, other, dt) {
  const dx = other.x - b.x, dy = other.y - b.y, dz = other.z - b.z;
  const squared = dx * dx + dy * dy + dz * dz;
  if (squared === 0) return b;
  const strength = (other.mass * dt) / (squared * Math.sqrt(squared));
  return body(b.x, b.y, b.z, b.vx + dx * strength, b.vy + dy * strength, b.vz + dz * strength, b.mass);
}
function advance(all, dt) {
  return all.map((b) => {
    let moved = b;
    for (const other of all) moved = pull(moved, other, dt);
    const { x, y, z, vx, vy, vz, mass } = moved;
    return body(x + dt * vx, y + dt * vy, z + dt * vz, vx, vy, vz, mass);
  });
}
function energy(all) {
  let sum = 0;
  for (let i = 0; i < all.length; i++) {
    const b = all[i];
    sum += 0.5 * b.mass * (b.vx * b.vx + b.vy * b.vy + b.vz * b.vz);
    for (let j = i + 1; j < all.length; j++) {
      const c = all[j];
      const dx = b.x - c.x, dy = b.y - c.y, dz = b.z - c.z;
      sum -= (b.mass * c.mass) / Math.sqrt(dx * dx + dy * dy + dz * dz);
    }
  }
  return sum;
}
function micro(value) {
  const scaled = value * 1000000;
  return String(scaled >= 0 ? Math.floor(scaled + 0.5) : -Math.floor(-scaled + 0.5));
}
const steps = 1800 + process.argv.length - 2;
let now = [
  body(0, 0, 0, 0, 0, 0, 40),
  body(5, -1, -0.1, 0.5, 2.75, -0.02, 0.05),
  body(8, 4, -0.4, -1, 1.8, 0.01, 0.01),
  body(12, -15, -0.2, 1.1, 0.9, -0.01, 0.002),
  body(15, -25, 0.2, 0.95, 0.6, -0.03, 0.002),
];
console.log(`energy before ${micro(energy(now))}`);
for (let i = 0; i < steps; i++) now = advance(now, 0.001);
console.log(`energy after ${micro(energy(now))}`);
console.log(`sun at ${micro(now[0].x)} ${micro(now[0].y)} ${micro(now[0].z)}`);
