# Loops over mutable variables: numbers, conditions, a list as a table.

collatz : U64 -> U64
collatz = |start| {
	var $n = start
	var $steps = 0.U64
	while $n != 1 {
		$n = if $n % 2 == 0 $n // 2 else 3 * $n + 1
		$steps = $steps + 1
	}
	$steps
}

change : List(U64), U64 -> U64
change = |coins, amount| {
	var $ways = List.repeat(0.U64, amount + 1).set(0, 1) ?? []
	for coin in coins {
		var $at = coin
		while $at <= amount {
			more = ($ways.get($at) ?? 0) + ($ways.get($at - coin) ?? 0)
			$ways = $ways.set($at, more % 1000003) ?? []
			$at = $at + 1
		}
	}
	$ways.get(amount) ?? 0
}

main! = |args| {
	limit = 4000 + args.len()
	var $best = (0.U64, 0.U64)
	for n in 1..=limit {
		steps = collatz(n)
		if steps > $best.1 {
			$best = (n, steps)
		}
	}
	ways = change([1, 2, 5, 10, 20, 50, 100, 200], 10000)
	echo!("${$best.0.to_str()} takes ${$best.1.to_str()}, ${ways.to_str()} ways\n")
	Ok({})
}
