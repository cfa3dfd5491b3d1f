local count = 2800 + #arg
local dict = {}
for n = 0, count - 1 do
  dict[n * 7919 % 100003] = n
end
local found, total = 0, 0
for key = 0, count * 2 - 1 do
  local value = dict[key]
  if value ~= nil then
    found = found + 1
    total = total + value
  end
end
local words, size = {}, 0
for n = 0, count - 1 do
  local key = "key" .. (n % 500)
  local old = words[key]
  if old == nil then
    size = size + 1
  end
  words[key] = (old or 0) + n
end
for n = 0, count - 1, 3 do
  dict[n * 7919 % 100003] = nil
end
local left = 0
for _ in pairs(dict) do
  left = left + 1
end
print("found " .. found .. " total " .. total)
print("words " .. size .. " key7 " .. (words["key7"] or 0) .. " left " .. left)
