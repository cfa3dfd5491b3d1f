# Methods without annotations that call themselves by dispatch, several times.
Expr := [Num(I64), Add(Expr, Expr), Mul(Expr, Expr), Neg(Expr), If({ c : Expr, t : Expr, e : Expr })].{
	eval = |expr| match expr {
		Num(n) => n
		Add(a, b) => a.eval() + b.eval()
		Mul(a, b) => a.eval() * b.eval()
		Neg(a) => 0 - a.eval()
		If({ c, t, e }) => if c.eval() == 0 { e.eval() } else { t.eval() }
	}

	size = |expr| match expr {
		Num(_) => 1.U64
		Add(a, b) => 1 + a.size() + b.size()
		Mul(a, b) => 1 + a.size() + b.size()
		Neg(a) => 1 + a.size()
		If({ c, t, e }) => [c, t, e].fold(1, |sum, part| sum + part.size())
	}
}

main! = |_args| {
	e : Expr
	e = If({ c: Num(1), t: Add(Num(1), Mul(Num(2), Neg(Num(3)))), e: Num(0) })
	echo!("${e.eval().to_str()} ${e.size().to_str()}\n")
	Ok({})
}
