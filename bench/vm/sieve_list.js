function sieve(limit) {
  const flags = new Uint8Array(limit + 1).fill(1);
  for (let n = 2; n * n <= limit; n++) {
    if (flags[n] === 1) {
      for (let multiple = n * n; multiple <= limit; multiple += n) flags[multiple] = 0;
    }
  }
  return flags;
}
const flags = sieve(60000 + process.argv.length - 2);
let count = 0, sum = 0;
for (let n = 2; n < flags.length; n++) {
  if (flags[n] === 1) {
    count += 1;
    sum += n;
  }
}
console.log(`${count} primes, sum ${sum}`);
