local function iterations(cx, cy, limit)
  local x, y, n = 0.0, 0.0, 0
  while n < limit and x * x + y * y <= 4.0 do
    local next = x * x - y * y + cx
    y = 2.0 * x * y + cy
    x = next
    n = n + 1
  end
  return n
end

local size = 128 + #arg
local total, inside = 0, 0
for row = 0, size - 1 do
  for col = 0, size - 1 do
    local n = iterations(col / size * 3.0 - 2.25, row / size * 2.5 - 1.25, 50)
    total = total + n
    if n == 50 then
      inside = inside + 1
    end
  end
end
print("F64 total " .. total .. " inside " .. inside)
-- There are no decimal numbers here: binary ones do.
local small = size // 4
local dec_total = 0
for row = 0, small - 1 do
  for col = 0, small - 1 do
    dec_total = dec_total + iterations(col * 0.1875 - 2.25, row * 0.15625 - 1.25, 50)
  end
end
print("Dec total " .. dec_total)
