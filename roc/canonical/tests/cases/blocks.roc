outer = |limit, start| {
	var $sum = start
	unused_ok : U64
	unused_ok = 5
	add : U64 -> U64
	add = |n| n + limit + $sum
	loop = |n| if n == 0 0 else loop(n - 1) + add(n)
	for (key, item) in [(1, unused_ok)] {
		if item > limit {
			break
		}
		$sum = $sum + key
	}
	while $sum < 10 {
		$sum = $sum + 1
		expect $sum > 0
	}
	nested = |x| |y| x + y + limit
	(q, $sum) = (1, 2)
	dbg q
	twice = |f| |z| f(f(z))
	if $sum > 100 {
		crash "too ${$sum.to_str()} large"
	}
	loop($sum) + nested(1)(2) + twice(add)(q)
}

early = |x| {
	if x {
		return 1
	}
	...
}
