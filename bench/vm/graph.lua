local function neighbours(x, y, size)
  local near = {}
  if x + 1 < size then near[#near + 1] = { x + 1, y } end
  if y + 1 < size then near[#near + 1] = { x, y + 1 } end
  if x > 0 then near[#near + 1] = { x - 1, y } end
  if y > 0 then near[#near + 1] = { x, y - 1 } end
  return near
end
-- Tables are keys by identity: the two numbers are made one.
local function key(x, y)
  return x * 65536 + y
end
local size = 70 + #arg
local distance, queue, count = { [key(0, 0)] = 0 }, { { 0, 0 } }, 1
local at = 1
while at <= #queue do
  local place = queue[at]
  local steps = distance[key(place[1], place[2])]
  for _, near in ipairs(neighbours(place[1], place[2], size)) do
    local x, y = near[1], near[2]
    if (x * 7 + y * 13) % 11 ~= 0 and distance[key(x, y)] == nil then
      distance[key(x, y)] = steps + 1
      count = count + 1
      queue[#queue + 1] = near
    end
  end
  at = at + 1
end
local far = 0
for _, n in pairs(distance) do
  if n > far then far = n end
end
print(count .. " places, the furthest " .. far .. " steps away")
