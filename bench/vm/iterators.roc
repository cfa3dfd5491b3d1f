# Chains of iterators over ranges and lists, which Lua has as loops.

main! = |args| {
	count = 50000 + args.len()
	squares = (0..<count).iter().map(|n| n * n % 1009).keep_if(|n| n % 3 == 0).fold(0.U64, |sum, n| sum + n)
	pairs = (0..<count).iter().map(|n| (n, n % 10)).fold(0.U64, |sum, (n, digit)| sum + n * digit % 7)
	list : List(U64)
	list = (1..=count).iter().map(|n| n // 3).collect()
	some = list.iter().drop_first(100).take_first(count // 2).fold(0.U64, |sum, n| sum + n)
	echo!("${squares.to_str()} ${pairs.to_str()} ${some.to_str()}\n")
	Ok({})
}
