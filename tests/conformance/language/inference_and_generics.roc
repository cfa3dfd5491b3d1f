# Inferred types: closures, open rows, constraints, literals that take the type of their place.
p = |x| Str.inspect(x)

# generics and inference
compose = |f, g| |x| g(f(x))

flip = |f| |a, b| f(b, a)

pair = |a| |b| (a, b)

apply_n = |f, n, x| if n == 0.U64 x else apply_n(f, n - 1, f(x))

id = |x| x

add_all = |xs| xs.fold(0, |a, b| a + b)

even : U64 -> Bool
even = |n| if n == 0 True else odd(n - 1)

odd : U64 -> Bool
odd = |n| if n == 0 False else even(n - 1)

open_err = |n| if n > 5.I64 Err(TooBig) else if n < 0 Err(Negative(n)) else Ok(n)

handle = |r| match r {
	Ok(n) => "ok ${p(n)}"
	Err(TooBig) => "big"
	Err(Negative(n)) => "neg ${p(n)}"
}

none : List(a)
none = []

Opts(r) : { verbose : Bool, ..r }

is_verbose : Opts(r) -> Bool
is_verbose = |o| o.verbose

Named(a) : { name : Str, value : a }

rename : Named(a), Str -> Named(a)
rename = |n, s| { ..n, name: s }

get_x : { x : a, .. } -> a
get_x = |r| r.x

tagged : [A, B(Str), ..] -> Str
tagged = |t| match t {
	A => "a"
	B(s) => s
	_ => "other"
}

eq_all : List(a), a -> Bool where [a.is_eq : a, a -> Bool]
eq_all = |l, x| l.all(|y| y == x)

show_all : List(a) -> List(Str) where [a.to_str : a -> Str]
show_all = |l| l.map(|x| x.to_str())

Temp := { deg : I64 }.{
	to_str : Temp -> Str
	to_str = |t| "${t.deg.to_str()}C"
	is_lt : Temp, Temp -> Bool
	is_lt = |a, b| a.deg < b.deg
	compare : Temp, Temp -> [LT, EQ, GT]
	compare = |a, b| a.deg.compare(b.deg)
	negate : Temp -> Temp
	negate = |t| { deg: -t.deg }
	minus : Temp, I64 -> Temp
	minus = |t, n| { deg: t.deg - n }
	not : Temp -> Temp
	not = |t| { deg: t.deg + 1000 }
	default : () -> Temp
	default = || { deg: 0 }
	plus : Temp, Temp -> Temp
	plus = |a, b| { deg: a.deg + b.deg }
	min : Temp, Temp -> Temp
	min = |a, b| if a < b a else b
}

counter = |start| {
	var $n = start
	step = |by| $n + by
	$n = $n + 100
	(step, $n)
}

main! = |_args| {
	echo!("${p(compose(|x| x + 1.U8, |x| x * 2)(3))} ${p(flip(|a, b| a - b)(1.I8, 5))} ${p(pair("x")(2.U8))} ${p(apply_n(|s| s.concat("!"), 3, "hey"))}\n")
	echo!("${p(id(id)(5.U8))} ${p(add_all([1.U8, 2]))} ${p(add_all([1.5.F64]))} ${p(even(10))}\n")
	echo!("${handle(open_err(3))} ${handle(open_err(9))} ${handle(open_err(-2))}\n")
	echo!("${p(none.append(1.U8))} ${p(none.append("x"))} ${p(is_verbose({ verbose: True, level: 3.U8 }))} ${p(rename({ name: "a", value: 1.U8 }, "b"))} ${p(get_x({ x: "X", y: 1.U8 }))}\n")
	echo!("${tagged(A)} ${tagged(B("bee"))} ${tagged(Zed(1.U8))} ${p(eq_all([1.U8, 1], 1))} ${p(show_all([1.I8, 2]))} ${p(show_all([Temp.{ deg: 3 }]))}\n")
	t : Temp
	t = { deg: 5 }
	echo!("${(-t).to_str()} ${(!t).to_str()} ${(t - 3).to_str()} ${p(t < { deg: 6 })} ${p([t, { deg: 1 }].sort_with(|a, b| a.compare(b)))} ${p([t, t].sum())} ${p([t, { deg: -1 }].min())}\n")
	(s, n) = counter(1.U8)
	echo!("${p(s(5))} ${p(n)}\n")
	f = { run: |x| x + 1.U8, name: "r" }
	echo!("${p((f.run)(4))} ${p([|x| x + 1.U8, |x| x * 3].map(|g| g(5)))}\n")
	xs = [Ok(1.U8), Err("bad"), Ok(3)]
	echo!("${p(xs.keep_oks(|x| x))} ${p(xs)}\n")
	nested = |a| {
		inner = |b| {
			deep = |c| a + b + c
			deep(a)
		}
		inner(10.U8)
	}
	echo!("${p(nested(1))}\n")
	var $count = 0.U8
	for i in [1.U8, 2, 3] {
		for j in [10.U8, 20] {
			if j == 20 and i == 2 {
				break
			}
			$count = $count + i
		}
	}
	echo!("${p($count)}\n")
	fact = |m| if m <= 1 1 else m * fact(m - 1)
	echo!("${p(fact(20.U64))}\n")
	(a, { b, c: (d, _) }) = (1.U8, { b: "b", c: (7.U8, 8.U8) }) |> (|q| q)
	echo!("${p(a)}${b}${p(d)}\n")
	Ok({})
}
