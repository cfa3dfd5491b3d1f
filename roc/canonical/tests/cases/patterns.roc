look = |value| match value {
	Some(1 | 2) => "small"
	Pair({ a, b: [x, .., y], ..rest }, (z, _)) | Triple(a, x, y, z, rest) if a == x => use(a, x, y, z, rest)
	Text("pre${mid}post") => mid
	Text("a${_}b${tail}") => tail
	Whole([_, .. as items] as all) => use(items, all, 'a', 5.U8, Color.Red)
	Color.Red => "red"
	-5 => "five"
	Named.({ n }) => n
	_ => "other"
}

use = |a, b, c, d, e| (a, b, c, d, e)

Color := [Red, Green]

Named := { n : Str }

params = |{ x, y }, (a, b), var $n, _| {
	$n = $n + x + y + a + b
	$n
}

(lo, { hi, .. }) = bounds

bounds = (1, { hi: 2, other: 3 })

Ok(only) = Ok(1)

_ = only
