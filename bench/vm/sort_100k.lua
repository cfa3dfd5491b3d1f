local function numbers(count, seed)
  local state, out = seed, {}
  for i = 1, count do
    state = (state * 1103515245 + 12345) % 2147483648
    out[i] = state // 8
  end
  return out
end

local list = numbers(100000, 42 + #arg)
table.sort(list, function(a, b) return a < b end)
local ordered, previous, checksum = true, 0, 0
for i, n in ipairs(list) do
  if n < previous then
    ordered = false
  end
  previous = n
  checksum = (checksum + n * ((i - 1) % 7)) % 1000000007
end
print(#list .. " numbers, ordered " .. (ordered and "True" or "False") .. ", checksum " .. checksum)
print(list[1] .. " " .. list[50001] .. " " .. list[#list])
