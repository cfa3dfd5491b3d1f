#!/usr/bin/env roc
# Literals, strings, operators, pipes, records, blocks.
## doc of thing
thing : U64
thing = 0x_FF + 0b1010 + 0o17 + 1_000

chars = ['a', '\n', '\'', '\u(1F600)', 'é']

p = |x| Str.inspect(x)

main! = |_args| {
	echo!("${p(thing)}\n")
	echo!("${Str.inspect(chars.map(|c| c + 0.U32))}\n")
	echo!("tab\there \"q\" \\ \$ ${"nested ${"deeper"}"} $5 \u(e9)\n")
	multi =
		\\first "line" ${p(1.U8)}
		# comment between
		\\  second\ttab

		\\third
	echo!("${multi}|\n")
	x = 5.U64
	echo!("${p(x - 1)} ${p(x - 1)} ${p([1.I8, -1])} ${p(-x.to_i64_wrap())}\n")
	echo!("${p(1e3.F64)} ${p(1.5e-2)} ${p(2E2.U16)} ${p(-1.5.Dec)} ${p(1.F32)}\n")
	rec = { a: 1.U8, b: "x", c: { d: [1.U8] } }
	echo!("${p({ ..rec, a: 2, b: "y" })} ${p(rec.c.d)} ${p((1.U8, "t", (2.U8, 3.U8)).2.1)}\n")
	t = if x > 3 and !(x == 4) or Bool.False "yes" else if x < 2 {
		"no"
	} else "mid"
	echo!("${t}\n")
	y = match x {
		1 | 2 => "low"
		n if n > 100 => "high"
		5 => {
			"five"
		}
		_ => "other"
	}
	echo!("${y}\n")
	f = |a, b| {
		a + b
	}
	g = || 42.U8
	echo!("${p(f(1.U8, 2))} ${p(g())} ${p((|z| z * 2.U8)(4))}\n")
	echo!("${p(3.U64 |> f(4))} ${p("a" |> Ok)} ${p(5.U8 |> (|q| q + 1))} ${p(" x " |> Str.trim |> Str.concat("!"))}\n")
	echo!("${p(3.U64 |> f(4))}\n")
	chain = [1.U64, 2, 3]
		.map(|n| n * 2)
		.keep_if(|n| n > 2)
		.len()
	echo!("${p(chain)}\n")
	echo!("${p(1.U8..<4)} ${p((1.U8..=3).iter().fold([], |acc, i| acc.append(i)))}\n")
	echo!("${p(7.I64 // 2)} ${p(-7.I64 // 2)} ${p(-7.I64 % 3)} ${p(7.5 / 2)} ${p(2.U8 + 3 * 4)} ${p(10 - 3 - 2)}\n")
	{ a, b, .. } = rec
	(q, _) = (b, a)
	echo!("${q}\n")
	_unused = 3
	Ok({})
}
