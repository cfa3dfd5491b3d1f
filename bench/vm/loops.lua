local function collatz(n)
  local steps = 0
  while n ~= 1 do
    if n % 2 == 0 then
      n = n // 2
    else
      n = 3 * n + 1
    end
    steps = steps + 1
  end
  return steps
end
local function change(coins, amount)
  local ways = {}
  for at = 0, amount do
    ways[at] = 0
  end
  ways[0] = 1
  for _, coin in ipairs(coins) do
    for at = coin, amount do
      ways[at] = (ways[at] + ways[at - coin]) % 1000003
    end
  end
  return ways[amount]
end
local limit = 4000 + #arg
local best, most = 0, 0
for n = 1, limit do
  local steps = collatz(n)
  if steps > most then
    best, most = n, steps
  end
end
print(best .. " takes " .. most .. ", " .. change({ 1, 2, 5, 10, 20, 50, 100, 200 }, 10000) .. " ways")
