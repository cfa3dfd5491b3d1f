const count = 13000 + process.argv.length - 2;
let text = "";
for (let n = 0; n < count; n++) text += n + ",";
const parts = text.split(",");
const joined = parts.map((part) => `<${part}>`).join("");
let digits = 0;
for (let i = 0; i < joined.length; i++) {
  const c = joined.charCodeAt(i);
  if (c >= 48 && c <= 57) digits += c - 48;
}
const upper = "line of text number ".repeat(300).toUpperCase();
const replaced = upper.replaceAll("TEXT", "words");
console.log(`bytes ${text.length} parts ${parts.length} joined ${joined.length} digits ${digits}`);
console.log(`replaced ${replaced.length} ends ${replaced.endsWith("NUMBER ") ? "True" : "False"}`);
