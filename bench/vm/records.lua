local function make(id)
  return { id = id, name = "item " .. id, price = id * 7919 % 1009, tags = id % 3 == 0 and { "sale" } or {} }
end
local count = 20000 + #arg
local items = {}
for id = 0, count - 1 do
  items[#items + 1] = make(id)
end
local raised = {}
for i, item in ipairs(items) do
  raised[i] = { id = item.id, name = item.name, price = item.price + item.price // 10, tags = item.tags }
end
local cheap, total = {}, 0
for _, item in ipairs(raised) do
  if item.price < 500 and #item.tags == 0 then
    cheap[#cheap + 1] = item
  end
end
for _, item in ipairs(cheap) do
  total = total + item.price
end
table.sort(cheap, function(a, b)
  if a.price ~= b.price then
    return a.price < b.price
  end
  return a.id < b.id
end)
local letters = 0
for _, item in ipairs(cheap) do
  letters = letters + #item.name
end
print(#cheap .. " cheap, total " .. total .. ", first " .. cheap[1].name .. ", letters " .. letters)
