heigth = |height| heigt + height

same = |x, x| x

later = |n| {
	shown = value + n
	value = n
	self = self + 1
	ping = |k| pong(k)
	pong = |k| ping(k)
	text : Str
	unused = text
	shown + value
}

shadow = |later_name| {
	a = later_name
	a = a + 1
	a
}

under = |_x| _x + $missing

qualified = (Str.shout, Nope.thing, Nope.Tag, List.lenght)

annotation : Shape, Set(lost) -> Str.Nested(U8)

assign = |n| {
	var $count = 0
	step = |k| {
		$count = k
		k
	}
	$other = step(n)
	$count
}

loop_a = loop_b + 1

loop_b = loop_a

itself = itself

dup = 1

dup = 2
