fine = |c| {
	var $a
	if c {
		$a = 1
	} else {
		$a = 2
	}
	var $b
	while True {
		$b = $a
		break
	}
	var $d
	match c {
		True => { $d = 1 }
		False => return 0
	}
	$b + $d
}

wrong = |c, xs| {
	var $a
	if c {
		$a = 1
	}
	var $b
	for x in xs {
		$b = x
	}
	var $d
	f = |n| n + $d
	$d = 1
	var $e : U64
	var $e
	$e = 1
	$a + $b + f(1) + $e
}
