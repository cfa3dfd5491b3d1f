function fib(n) {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}
const n = 29 + process.argv.length - 2;
console.log(`fib ${n} = ${fib(n)}`);
