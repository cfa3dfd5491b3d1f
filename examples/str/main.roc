# Puts each text between quotes, with its length.
app [process] { pf: platform "../../hosts/str/platform/main.roc" }

process : Str -> Str
process = |text| if text.is_empty() {
	""
} else {
	"\"${text}\" has ${text.count_utf8_bytes().to_str()} bytes"
}
