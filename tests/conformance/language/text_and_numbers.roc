# UTF-8, searching, parsing and printing of numbers.
p = |x| Str.inspect(x)

main! = |_args| {
	echo!("${p(Str.from_utf8([104, 105]))} ${p(Str.from_utf8([0xff]))} ${p(Str.from_utf8([0xe2, 0x82]))} ${p(Str.from_utf8([0xed, 0xa0, 0x80]))} ${p(Str.from_utf8([0xc0, 0x80]))} ${p(Str.from_utf8([0xf5, 0x80, 0x80, 0x80]))} ${p(Str.from_utf8([65, 0xc3, 65]))}\n")
	echo!("${Str.from_utf8_lossy([104, 0xff, 105, 0xe2, 0x82])}|\n")
	echo!("${p("a,b,,c".split_on(","))} ${p(["a", "b"].iter().fold("", |x, y| x.concat(y)))} ${p(Str.join_with(["x", "y"], "-"))}\n")
	echo!("${p("  \u(a0)x\u(2003) ".trim())} ${p(" x ".trim_start())} ${p(" x ".trim_end())}\n")
	echo!("${p("hello".split_first("l"))} ${p("hello".split_last("l"))} ${p("hello".split_first("z"))}\n")
	echo!("${p("hello".replace_each("l", "L"))} ${p("hello".replace_first("l", "L"))} ${p("hello".replace_last("l", "L"))} ${p("aaa".replace_each("aa", "b"))}\n")
	echo!("${p("héllo".drop_first_bytes(2))} ${p("héllo".drop_first_bytes(3))} ${p("héllo".drop_last_bytes(9))} ${p("é".count_utf8_bytes())}\n")
	echo!("${p("Abc".with_ascii_lowercased())} ${p("Abcé".with_ascii_uppercased())} ${p("ABC".caseless_ascii_equals("abc"))} ${p("x".repeat(3))} ${p("b".with_prefix("a"))}\n")
	echo!("${p("abc".drop_prefix("a"))} ${p("abc".drop_suffix("bc"))} ${p("ABC".drop_prefix_caseless_ascii("ab"))} ${p("x".starts_with(""))} ${p("abc".ends_with("bc"))} ${p("abc".contains("bc"))}\n")
	echo!("${p("q\"uo\\te\n")}\n")
	echo!("${p("ab".to_utf8())} ${p("x" == "x")} ${p("a" != "b")}\n")
	for v in ["1", "-1", "+1", "1_000", "0x1F", "256", " 1", "1.0", "", "_1", "1_", "1__0", "-0", "0b101", "0o17", "007"] {
		echo!("${v}:${p(U8.from_str(v))} ")
	}
	echo!("\n")
	for v in ["1", "-1.5", ".5", "5.", "1e3", "1_0.2_5", "0.0000000000000000001", "1.0000000000000000000", "1e-18", "170141183460469231731.687303715884105727", "170141183460469231731.687303715884105728", "abc", "+2", "1e", "--1"] {
		echo!("${v}:${p(Dec.from_str(v))} ")
	}
	echo!("\n")
	for v in ["1", "1e400", "inf", "-Infinity", "NaN", "1.5e-3", "0x1", "1_0", "", ".", "1e-400", "+3"] {
		echo!("${v}:${p(F64.from_str(v))} ")
	}
	echo!("\n")
	echo!("${p(0.1.F64 + 0.2)} ${p(1e16.F64)} ${p(123456789012345680.F64)} ${p(1e15.F64)} ${p(0.0001.F64)} ${p(0.00001.F64)} ${p(-0.0.F64)} ${p(1.0.F64 / 0)} ${p(0.0.F64 / 0)} ${p(3.4028235e38.F32)} ${p(1e-45.F32)} ${p(0.1.F32)} ${p(16777216.F32)}\n")
	echo!("${p(0.1 + 0.2)} ${p(1 / 3)} ${p(2 / 3)} ${p(10 // 3)} ${p(-7.5 % 2)} ${p(1.5 * 1.5)} ${p(Dec.highest)} ${p(Dec.lowest)} ${p((2.0.Dec).pow(10))} ${p((2.0.Dec).sqrt())} ${p((-2.5.Dec).abs())}\n")
	Ok({})
}
