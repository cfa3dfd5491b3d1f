local function text(count)
  local names = { "red", "green", "blue", "white", "black", "grey", "orange", "violet", "a rather long name of a colour" }
  local pieces, seed = {}, 1
  for _ = 1, count do
    seed = seed * 1103515245 % 2147483648 + 12345
    pieces[#pieces + 1] = names[seed // 16 % 9 + 1] .. seed // 1024 % 60 .. "\n"
  end
  return table.concat(pieces)
end
local counts, words = {}, {}
for line in string.gmatch(text(20000 + #arg), "[^\n]*") do
  local word = string.match(line, "^%s*(.-)%s*$")
  if word ~= "" then
    if counts[word] == nil then
      words[#words + 1] = word
    end
    counts[word] = (counts[word] or 0) + 1
  end
end
table.sort(words, function(a, b) return counts[a] > counts[b] end)
local sum = 0
for _, word in ipairs(words) do
  sum = sum + #word * counts[word]
end
print(#words .. " words, at most " .. counts[words[1]] .. " times, " .. sum .. " bytes")
