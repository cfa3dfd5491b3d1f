local function sieve(limit)
  local flags = {}
  for n = 0, limit do
    flags[n] = 1
  end
  local n = 2
  while n * n <= limit do
    if flags[n] == 1 then
      local multiple = n * n
      while multiple <= limit do
        flags[multiple] = 0
        multiple = multiple + n
      end
    end
    n = n + 1
  end
  return flags
end

local limit = 60000 + #arg
local flags = sieve(limit)
local count, sum = 0, 0
for n = 0, limit do
  if flags[n] == 1 and n >= 2 then
    count = count + 1
    sum = sum + n
  end
end
print(count .. " primes, sum " .. sum)
