local function body(x, y, z, vx, vy, vz, mass)
  return { x = x, y = y, z = z, vx = vx, vy = vy, vz = vz, mass = mass }
end

local function pull(b, other, dt)
  local dx, dy, dz = other.x - b.x, other.y - b.y, other.z - b.z
  local squared = dx * dx + dy * dy + dz * dz
  if squared == 0 then return b end
  local strength = other.mass * dt / (squared * math.sqrt(squared))
  return body(b.x, b.y, b.z, b.vx + dx * strength, b.vy + dy * strength, b.vz + dz * strength, b.mass)
end

local function advance(all, dt)
  local out = {}
  for i, b in ipairs(all) do
    local moved = b
    for _, other in ipairs(all) do
      moved = pull(moved, other, dt)
    end
    out[i] = body(moved.x + dt * moved.vx, moved.y + dt * moved.vy, moved.z + dt * moved.vz,
      moved.vx, moved.vy, moved.vz, moved.mass)
  end
  return out
end

local function energy(all)
  local sum = 0.0
  for i, b in ipairs(all) do
    sum = sum + 0.5 * b.mass * (b.vx * b.vx + b.vy * b.vy + b.vz * b.vz)
    for j = i + 1, #all do
      local c = all[j]
      local dx, dy, dz = b.x - c.x, b.y - c.y, b.z - c.z
      sum = sum - b.mass * c.mass / math.sqrt(dx * dx + dy * dy + dz * dz)
    end
  end
  return sum
end

local function micro(value)
  local scaled = value * 1000000
  return tostring(scaled >= 0 and math.floor(scaled + 0.5) or -math.floor(-scaled + 0.5))
end

local steps = 1800 + #arg
local now = {
  body(0, 0, 0, 0, 0, 0, 40),
  body(5, -1, -0.1, 0.5, 2.75, -0.02, 0.05),
  body(8, 4, -0.4, -1, 1.8, 0.01, 0.01),
  body(12, -15, -0.2, 1.1, 0.9, -0.01, 0.002),
  body(15, -25, 0.2, 0.95, 0.6, -0.03, 0.002),
}
print("energy before " .. micro(energy(now)))
for _ = 1, steps do
  now = advance(now, 0.001)
end
print("energy after " .. micro(energy(now)))
print("sun at " .. micro(now[1].x) .. " " .. micro(now[1].y) .. " " .. micro(now[1].z))
