# if, match, for, while and what ends them.
short = if a b else c
steps = if a { 1 } else if b { 2 } else { 3 }
negative = if b -1 else 2
f = |x| match x {
	0 => "none"
	1 | 2 => "few",
	n if n > 9 and ok(n) => { "many" }
	n if p(n) => "old"
	_ => match y { A => 1 B => 2 }
}
g! = |xs| {
	var $sum = 0
	var $later
	var $typed : U64
	for (a, b) in xs {
		if a == 0 break
		if b == 0 { return $sum }
		$sum = $sum + a
	}
	while $sum < 10 { $sum = $sum + 1 }
	dbg $sum
	expect $sum > 0
	crash "no ${reason}"
}
later = ...
nothing = || {}
curried = |a| |b| a + b
