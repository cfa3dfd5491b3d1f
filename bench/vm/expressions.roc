# A recursive type: expressions are built, simplified and evaluated.

Expr := [Num(I64), Add(Expr, Expr), Mul(Expr, Expr), Neg(Expr)].{
	build : U64, I64 -> Expr
	build = |depth, seed| if depth == 0 {
		Num(seed % 10)
	} else if seed % 3 == 0 {
		Neg(Expr.build(depth - 1, seed * 5 % 101))
	} else if seed % 3 == 1 {
		Add(Expr.build(depth - 1, seed * 7 % 103), Expr.build(depth - 1, seed * 3 % 107))
	} else {
		Mul(Expr.build(depth - 1, seed * 11 % 97), Expr.build(depth - 1, seed * 13 % 89))
	}

	simplify : Expr -> Expr
	simplify = |expr| match expr {
		Neg(Neg(inner)) => inner.simplify()
		Neg(inner) => Neg(inner.simplify())
		Add(a, b) => match (a.simplify(), b.simplify()) {
			(Num(0), other) => other
			(other, Num(0)) => other
			(left, right) => Add(left, right)
		}
		Mul(a, b) => match (a.simplify(), b.simplify()) {
			(Num(1), other) => other
			(other, Num(1)) => other
			(left, right) => Mul(left, right)
		}
		Num(n) => Num(n)
	}

	eval : Expr -> I64
	eval = |expr| match expr {
		Num(n) => n
		Neg(inner) => -inner.eval()
		Add(a, b) => (a.eval() + b.eval()) % 1000003
		Mul(a, b) => (a.eval() * b.eval()) % 1000003
	}

	size : Expr -> U64
	size = |expr| match expr {
		Num(_) => 1
		Neg(inner) => 1 + inner.size()
		Add(a, b) => 1 + a.size() + b.size()
		Mul(a, b) => 1 + a.size() + b.size()
	}
}

main! = |args| {
	rounds = 40 + args.len().to_i64_wrap()
	var $total = 0.I64
	var $sizes = 0.U64
	var $round = 0.I64
	while $round < rounds {
		small = Expr.build(14, $round + 2).simplify()
		$total = ($total + small.eval()) % 1000003
		$sizes = $sizes + small.size()
		$round = $round + 1
	}
	echo!("${$total.to_str()} ${$sizes.to_str()}\n")
	Ok({})
}
