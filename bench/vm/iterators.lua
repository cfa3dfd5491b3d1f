local count = 50000 + #arg
local squares = 0
for n = 0, count - 1 do
  local square = n * n % 1009
  if square % 3 == 0 then
    squares = squares + square
  end
end
local pairs_ = 0
for n = 0, count - 1 do
  pairs_ = pairs_ + n * (n % 10) % 7
end
local list = {}
for n = 1, count do
  list[n] = n // 3
end
local some = 0
for i = 101, 100 + count // 2 do
  some = some + list[i]
end
print(squares .. " " .. pairs_ .. " " .. some)
