function iterations(cx, cy, limit) {
  let x = 0, y = 0, n = 0;
  while (n < limit && x * x + y * y <= 4) {
    const next = x * x - y * y + cx;
    y = 2 * x * y + cy;
    x = next;
    n += 1;
  }
  return n;
}
const size = 128 + process.argv.length - 2;
let total = 0, inside = 0;
for (let row = 0; row < size; row++) {
  for (let col = 0; col < size; col++) {
    const n = iterations((col / size) * 3 - 2.25, (row / size) * 2.5 - 1.25, 50);
    total += n;
    if (n === 50) inside += 1;
  }
}
console.log(`F64 total ${total} inside ${inside}`);
// There are no decimal numbers here: binary ones do.
const small = Math.floor(size / 4);
let decTotal = 0;
for (let row = 0; row < small; row++) {
  for (let col = 0; col < small; col++) decTotal += iterations(col * 0.1875 - 2.25, row * 0.15625 - 1.25, 50);
}
console.log(`Dec total ${decTotal}`);
