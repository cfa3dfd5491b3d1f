local count = 13000 + #arg
-- Adding to one string would copy it each time: its pieces are collected.
local pieces = {}
for n = 0, count - 1 do
  pieces[#pieces + 1] = tostring(n)
  pieces[#pieces + 1] = ","
end
local text = table.concat(pieces)
local parts, start = {}, 1
while true do
  local at = string.find(text, ",", start, true)
  if at == nil then
    parts[#parts + 1] = string.sub(text, start)
    break
  end
  parts[#parts + 1] = string.sub(text, start, at - 1)
  start = at + 1
end
local wrapped = {}
for i, part in ipairs(parts) do
  wrapped[i] = "<" .. part .. ">"
end
local joined = table.concat(wrapped)
local digits = 0
for i = 1, #joined do
  local c = string.byte(joined, i)
  if c >= 48 and c <= 57 then
    digits = digits + c - 48
  end
end
local upper = string.upper(string.rep("line of text number ", 300))
local replaced = string.gsub(upper, "TEXT", "words")
print("bytes " .. #text .. " parts " .. #parts .. " joined " .. #joined .. " digits " .. digits)
print("replaced " .. #replaced .. " ends " .. (string.sub(replaced, -7) == "NUMBER " and "True" or "False"))
