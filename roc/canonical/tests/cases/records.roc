point = { x: 1, y: 2 }

moved = |p| { ..p, x: p.x + 1 }

punned = |x, y| { x, y }

optional = |o| (o.a.?b.c.?d, o.?e.f(1))

Pair(a) := { value : a }.{
	map2 : Pair(a), Pair(b), (a, b -> c) -> Pair(c)
	map2 = |l, r, join| { value: join(l.value, r.value) }

	of = |value| Pair.{ value }
}

two = { a: Pair.of(1), b: Pair.of("x") }.Pair

a = Pair.of(1)

four = { a, b: Pair.of(2), c: Pair.of(3), d: Pair.of(4) }.Pair
