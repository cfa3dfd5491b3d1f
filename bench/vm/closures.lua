local function compose(f, g)
  return function(x) return g(f(x)) end
end
local function fold(list, state, step)
  for i = 1, #list do
    state = step(state, list[i])
  end
  return state
end
local count = 60000 + #arg
local numbers = {}
for n = 0, count - 1 do
  numbers[n + 1] = n
end
local offset = count % 7
local sum = fold(numbers, 0, function(total, n) return (total + n * 3 + offset) % 1000003 end)
local odd = fold(numbers, 0, function(total, n) return n % 2 == 1 and total + 1 or total end)
local makers = {}
for k = 1, 5 do
  makers[k] = function(x) return x * k + 1 end
end
local both = fold(makers, function(x) return x end, compose)
local last = 0
for i = 1, #numbers do
  last = (last + both(numbers[i] % 100)) % 1000003
end
print(sum .. " " .. odd .. " " .. last)
