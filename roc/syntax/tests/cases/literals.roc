# Numbers, characters, strings.
numbers = [0, 1_000, -5, 0xFF, 0o17, 0b1010, 1.5, 1e10, 2.5e-3, 5.U8, -1.5.Dec, 7.my_method(), 0xff.I64]
chars = ['a', '\n', '\'', '\u(1F600)', '"', 'é']
strings = ["", "plain", "tab\tquote\"dollar\$ $5 \u(e9) ünï", "x".Path]
interpolated = "a${b}c${"inner ${d + 1}"}${f({ x: 1, y: { z } })}"
multiline =
	\\first "line"
	# between

	\\  second ${x} line\n
	\\
	\\last
typed =
	\\text
	.Path
