function numbers(count, seed) {
  const out = [];
  let state = seed;
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    out.push(state >> 3);
  }
  return out;
}
const list = numbers(100000, 42 + process.argv.length - 2);
list.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
let ordered = true, previous = 0, checksum = 0;
list.forEach((n, i) => {
  if (n < previous) ordered = false;
  previous = n;
  checksum = (checksum + n * (i % 7)) % 1000000007;
});
console.log(`${list.length} numbers, ordered ${ordered ? "True" : "False"}, checksum ${checksum}`);
console.log(`${list[0]} ${list[50000]} ${list[list.length - 1]}`);
