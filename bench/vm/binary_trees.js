function build(depth) {
  return depth === 0 ? null : [build(depth - 1), build(depth - 1)];
}
function count(tree) {
  return tree === null ? 1 : 1 + count(tree[0]) + count(tree[1]);
}
const maxDepth = 13 + process.argv.length - 2;
const longLived = build(maxDepth);
for (let depth = 4; depth <= maxDepth; depth += 2) {
  const rounds = 2 ** (maxDepth - depth + 2);
  let total = 0;
  for (let i = 0; i < rounds; i++) total += count(build(depth));
  console.log(`${rounds} trees of depth ${depth}: ${total}`);
}
console.log(`long lived ${count(longLived)}`);
