# Patterns in branches, parameters and definitions.
f = |_, name, _unused, (a, b), { x, y: Ok(z), .. }, [h, .. as t], Meters.(m), var $n| 1
g = |v| match v {
	Ok(1) | Err(_) => 1
	Type.Tag(p, (q | r)) => 2
	Point.{ x, y: 0 } => 3
	[] | [_] | [_, ..] | [.., _] | [a, .. as mid, z] => 4
	{} | { a, .. } | { a, ..rest } => 5
	-1 | 5.U8 | 'c' | "text" => 6
	"key=${value};${_}" => 7
	Node(l, _) as whole => 8
	Pair.(a, b) => 9
}
h = |rec| {
	{ a, b } = rec
	(c, d) = pair
	Ok(e) = result
	Point.{ x } = point
	Mod.Meters.(m) = m2
	_ = ignored
	[first] == list
}
(lo, hi) = bounds
