local function build(depth)
  if depth == 0 then return {} end
  return { build(depth - 1), build(depth - 1) }
end

local function count(tree)
  if tree[1] == nil then return 1 end
  return 1 + count(tree[1]) + count(tree[2])
end

local max_depth = 13 + #arg
local long_lived = build(max_depth)
for depth = 4, max_depth, 2 do
  local rounds = 1 << (max_depth - depth + 2)
  local total = 0
  for _ = 1, rounds do
    total = total + count(build(depth))
  end
  print(rounds .. " trees of depth " .. depth .. ": " .. total)
end
print("long lived " .. count(long_lived))
