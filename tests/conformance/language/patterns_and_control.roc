# Every kind of pattern; loops, `var`, early return, `?` and `??`.
p = |x| Str.inspect(x)

classify : List(U64) -> Str
classify = |l| match l {
	[] => "empty"
	[x] => "one ${p(x)}"
	[1, 2 | 3, ..] => "1 then 2/3"
	[first, .. as rest, last] if first == last => "same ends, mid ${p(rest)}"
	[.., 9] => "ends 9"
	[first, ..] => "starts ${p(first)}"
}

str_match : Str -> Str
str_match = |s| match s {
	"hello" => "greeting"
	"k=${v}" => "value <${v}>"
	"<${a}>${b}" => "tag ${a} body ${b}"
	"${_}.txt" => "text file"
	_ => "?"
}

tup : (U8, [A, B(Str)]) -> Str
tup = |t| match t {
	(0, _) => "zero"
	(n, A) => "A ${n.to_str()}"
	(_, B("x" | "y")) => "B xy"
	(_, B(s)) => s
}

nested = |r| match r {
	{ x: Ok(1 | 2), .. } => "small"
	{ x: Ok(n), y } => "${p(n)} ${p(y)}"
	{ x: Err(e), ..rest } => "${p(e)} ${p(rest)}"
}

whole = |v| match v {
	Ok(n) as all => "${p(n)} of ${p(all)}"
	Err(_) as all => p(all)
}

count_to = |n| {
	var $i = 0.U64
	var $acc = []
	while $i < n {
		$i = $i + 1
		if $i == 3 {
			$acc = $acc.append(300)
		} else {}
		if $i > 6 {
			break
		}
		$acc = $acc.append($i)
	}
	$acc
}

early = |xs| {
	for x in xs {
		if x > 10.U64 {
			return Err(TooBig(x))
		}
	}
	Ok(xs.len())
}

divide : I64, I64 -> Try(I64, [DivZero, ..])
divide = |a, b| if b == 0 Err(DivZero) else Ok(a // b)

calc : Str, Str -> Try(I64, [BadA(Str), DivZero, BadNumStr, ..])
calc = |a, b| {
	x = I64.from_str(a) ? |_| BadA(a)
	y = I64.from_str(b)?
	z = divide(x, y)?
	Ok(z + (I64.from_str("zz") ?? 100))
}

main! = |_args| {
	for l in [[], [7], [1, 3, 5], [4, 5, 6, 4], [2, 9], [8, 1]] {
		echo!("${classify(l)}\n")
	}
	for s in ["hello", "k=", "k=a=b", "<i>text", "a.txt", "zzz"] {
		echo!("${str_match(s)}\n")
	}
	for t in [(0, A), (1, A), (2, B("y")), (3, B("other"))] {
		echo!("${tup(t)}\n")
	}
	echo!("${nested({ x: Ok(2.U8), y: "q" })} ${nested({ x: Ok(7.U8), y: "q" })} ${nested({ x: Err(Bad), y: "q" })}\n")
	echo!("${whole(Ok(1.U8))} ${whole(Err(X))}\n")
	echo!("${p(count_to(10))}\n")
	echo!("${p(early([1, 20]))} ${p(early([1, 2]))}\n")
	echo!("${p(calc("10", "3"))} ${p(calc("x", "3"))} ${p(calc("1", "y"))} ${p(calc("1", "0"))}\n")
	Ok({})
}
