# Functions as values: folds, composed functions, functions that are made and kept.

compose : (U64 -> U64), (U64 -> U64) -> (U64 -> U64)
compose = |f, g| |x| g(f(x))

main! = |args| {
	count = 60000 + args.len()
	numbers : List(U64)
	numbers = (0..<count).iter().collect()
	offset = count % 7
	sum = numbers.fold(0.U64, |total, n| (total + n * 3 + offset) % 1000003)
	odd = numbers.count_if(|n| n % 2 == 1)
	makers = [1.U64, 2, 3, 4, 5].map(|k| |x| x * k + 1)
	both = makers.fold(|x| x, |all, f| compose(all, f))
	var $last = 0.U64
	for n in numbers {
		$last = ($last + both(n % 100)) % 1000003
	}
	echo!("${sum.to_str()} ${odd.to_str()} ${$last.to_str()}\n")
	Ok({})
}
