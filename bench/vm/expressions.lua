-- Remainders have the sign of the dividend, as in Roc.
local fmod = math.fmod
local function build(depth, seed)
  if depth == 0 then
    return { "num", seed % 10 }
  elseif seed % 3 == 0 then
    return { "neg", build(depth - 1, seed * 5 % 101) }
  elseif seed % 3 == 1 then
    return { "add", build(depth - 1, seed * 7 % 103), build(depth - 1, seed * 3 % 107) }
  else
    return { "mul", build(depth - 1, seed * 11 % 97), build(depth - 1, seed * 13 % 89) }
  end
end
local simplify
function simplify(e)
  local kind = e[1]
  if kind == "neg" then
    if e[2][1] == "neg" then
      return simplify(e[2][2])
    end
    return { "neg", simplify(e[2]) }
  elseif kind == "num" then
    return e
  end
  local one = kind == "add" and 0 or 1
  local a, b = simplify(e[2]), simplify(e[3])
  if a[1] == "num" and a[2] == one then
    return b
  elseif b[1] == "num" and b[2] == one then
    return a
  end
  return { kind, a, b }
end
local function eval(e)
  local kind = e[1]
  if kind == "num" then
    return e[2]
  elseif kind == "neg" then
    return -eval(e[2])
  elseif kind == "add" then
    return fmod(eval(e[2]) + eval(e[3]), 1000003)
  else
    return fmod(eval(e[2]) * eval(e[3]), 1000003)
  end
end
local function size(e)
  local sum = 1
  for i = 2, #e do
    if type(e[i]) == "table" then
      sum = sum + size(e[i])
    end
  end
  return sum
end
local rounds = 40 + #arg
local total, sizes = 0, 0
for round = 0, rounds - 1 do
  local small = simplify(build(14, round + 2))
  total = fmod(total + eval(small), 1000003)
  sizes = sizes + size(small)
end
print(total .. " " .. sizes)
