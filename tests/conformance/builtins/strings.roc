# Functions of Str, on short and on long strings.
p! = |label, value| echo!("${label}: ${Str.inspect(value)}\n")

main! = |_args| {
	long = "  A long text, with a comma, that needs memory.  "
	p!("trim", (long.trim(), long.trim_start(), long.trim_end(), " \u(3000)x\u(a0) ".trim()))
	p!("case", (long.with_ascii_lowercased(), "aé".with_ascii_uppercased()))
	p!("caseless", ("Abc".caseless_ascii_equals("aBC"), "É".caseless_ascii_equals("é")))
	p!("affixes", (long.starts_with("  A"), long.ends_with("  "), "a".with_prefix("b"), long.drop_prefix("  A "), long.drop_suffix(".  ")))
	p!("drop_prefix_caseless_ascii", ("Content: x".drop_prefix_caseless_ascii("cONTENT: "), "x".drop_prefix_caseless_ascii("yy"), "é".drop_prefix_caseless_ascii("a")))
	p!("contains", (long.contains("comma"), long.contains("commas"), "".contains(""), "".contains("a")))
	p!("split", long.trim().split_on(", "))
	p!("join", Str.join_with(["a", "b", long.trim()], "; "))
	p!("around", (long.split_first(","), long.split_last(","), "".split_first(",")))
	p!("replace", (long.replace_each(" ", ""), long.replace_first(",", ";"), long.replace_last(",", ";")))
	p!("repeat", ("ab".repeat(0), "ab".repeat(3), "0123456789".repeat(3)))
	p!("bytes", (long.count_utf8_bytes(), "é".to_utf8(), List.len(long.to_utf8())))
	p!("from", (Str.from_utf8(long.to_utf8()), Str.from_utf8([0xff]), Str.from_utf8([97, 0xe2, 0x82]), Str.from_utf8([0xe2, 40, 0xa1])))
	p!("from", (Str.from_utf8([0xc0, 0x80]), Str.from_utf8([0xf4, 0x90, 0x80, 0x80]), Str.from_utf8([0xed, 0xa0, 0x80])))
	p!("lossy", (Str.from_utf8_lossy([97, 0xff, 98]), Str.from_utf8_lossy(long.to_utf8())))
	p!("drop bytes", ("aéb".drop_first_bytes(1), "aéb".drop_first_bytes(2), "aéb".drop_last_bytes(1), "aéb".drop_last_bytes(2), long.drop_first_bytes(99)))
	p!("capacity", Str.with_capacity(100).concat("x").reserve(50).release_excess_capacity())
	p!("quote", "a \"quoted\" \\ text")
	p!("empty", ("".is_empty(), "a".is_empty(), "".trim(), "".split_on("")))
	p!("iter", List.from_iter("héy".iter_utf8()))
	var $built = ""
	for n in 0.U64..<40 {
		$built = $built.concat(n.to_str())
	}
	p!("built", $built)
	p!("eq", (long == long.trim().with_prefix("  ").concat("  "), "a" == "b", "" == ""))
	p!("sliced", long.trim().drop_prefix("A ").drop_suffix(" memory.").split_on(" "))
	match long.trim() {
		"A ${kind} text, ${rest}" => p!("pattern", (kind, rest))
		_ => p!("pattern", "none")
	}
	Ok({})
}
