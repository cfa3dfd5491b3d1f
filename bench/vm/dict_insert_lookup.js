const count = 2800 + process.argv.length - 2;
const dict = new Map();
for (let n = 0; n < count; n++) dict.set((n * 7919) % 100003, n);
let found = 0, total = 0;
for (let key = 0; key < count * 2; key++) {
  const value = dict.get(key);
  if (value !== undefined) {
    found += 1;
    total += value;
  }
}
const words = new Map();
for (let n = 0; n < count; n++) {
  const key = "key" + (n % 500);
  words.set(key, (words.get(key) ?? 0) + n);
}
for (let n = 0; n < count; n += 3) dict.delete((n * 7919) % 100003);
console.log(`found ${found} total ${total}`);
console.log(`words ${words.size} key7 ${words.get("key7") ?? 0} left ${dict.size}`);
