# Top-level values that are deep, or too deep to be part of the program: no warning, the same result.
Cons := [Nil, Cons(I64, Cons)].{
	from : List(I64) -> Cons
	from = |xs| xs.fold_rev(Cons.Nil, |x, acc| Cons(x, acc))
	sum : Cons -> I64
	sum = |c| match c { Nil => 0, Cons(x, rest) => x + rest.sum() }
}
deep : Cons
deep = Cons.from(List.from_iter((1..=300).iter()))
chain = List.from_iter((1.I64..=300).iter()).fold(|x| x, |f, n| |x| f(x) + n)
deeper : Cons
deeper = Cons.from(List.from_iter((1..=60_000).iter()))
main! = |_args| {
	echo!("${deep.sum().to_str()} ${chain(0).to_str()} ${deeper.sum().to_str()}\n")
	Ok({})
}
