# Exhaustive matches, state machines, recursive types, dicts, sets, equality, inspect.
p = |x| Str.inspect(x)

# exhaustive and irrefutable
Void : []

safe : Try(U8, []) -> U8
safe = |r| {
	Ok(x) = r
	x
}

only = |Wrap(x)| x

Shape := [Circle({ r : U64 }), Rect(U64, U64)].{
	area = |s| match s {
		Circle({ r }) => r * r * 3
		Rect(w, h) => w * h
	}
	scale : Shape, U64 -> Shape
	scale = |s, k| match s {
		Shape.Circle({ r }) => Shape.Circle({ r: r * k })
		Shape.Rect(w, h) => Rect(w * k, h * k)
	}
	unit : Shape
	unit = Rect(1, 1)
	Inner := { n : U8 }.{
		make = |n| Inner.{ n: n }
		get = |i| i.n
	}
	helper = |x| x + unit.area()
}

Id(a) :: U64.{
	make : U64 -> Id(_a)
	make = |n| Id.(n)
	raw : Id(_a) -> U64
	raw = |Id.(n)| n
	is_eq : _
	to_hash : _
}

User := [User]

State := [Idle, Running({ ticks : U64, log : List(Str) }), Stopped(Str)].{
	is_eq : _
}

step : State -> State
step = |s| match s {
	Idle => Running({ ticks: 0, log: [] })
	Running({ ticks, log }) if ticks >= 2 => Stopped("after ${p(log)}")
	Running({ ticks, log }) => Running({ ticks: ticks + 1, log: log.append(ticks.to_str()) })
	Stopped(_) as same => same
}

Json2 := [Null, Num(Dec), Arr(List(Json2)), Obj(Dict(Str, Json2))].{
	depth : Json2 -> U64
	depth = |j| match j {
		Null | Num(_) => 1
		Arr(items) => 1 + (items.map(|i| i.depth()).max() ?? 0)
		Obj(d) => 1 + d.fold(0, |acc, _, v| acc.max(v.depth()))
	}
}

Expr := [Lit(I64), Add(Box(Expr), Box(Expr)), Mul(Box(Expr), Box(Expr))].{
	eval : Expr -> I64
	eval = |e| match e {
		Lit(n) => n
		Add(a, b) => Box.unbox(a).eval() + Box.unbox(b).eval()
		Mul(a, b) => Box.unbox(a).eval() * Box.unbox(b).eval()
	}
}

main! = |_args| {
	echo!("${p(safe(Ok(3)))} ${p(only(Wrap("x")))} ${p(Shape.Circle({ r: 2 }).area())} ${p(Shape.unit.scale(3))} ${p(Shape.helper(1))}\n")
	echo!("${p(Shape.Inner.make(4).get())} ${p(Shape.Inner.{ n: 9 }.n)}\n")
	uid : Id(User)
	uid = Id.make(7)
	echo!("${p(uid.raw())} ${p(uid == Id.make(7))} ${p(uid)}\n")
	var $s = State.Idle
	while $s != Stopped("after [\"0\", \"1\"]") {
		echo!("${p($s)}\n")
		$s = step($s)
	}
	j : Json2
	j = Arr([Null, Obj(Dict.single("k", Num(1.5))), Arr([])])
	echo!("${p(j.depth())} ${p(j)}\n")
	e = Expr.Add(Box.box(Lit(2)), Box.box(Mul(Box.box(Lit(3)), Box.box(Lit(4)))))
	echo!("${p(e.eval())} ${p(e)}\n")
	d = Dict.empty().insert("a", 1.U8).insert("b", 2).insert("a", 9)
	echo!(
		"${p(d.to_list())} ${p(d.get("a"))} ${p(d.get("z"))} ${p(d.remove("a").insert("c", 3).to_list())} ${
			p(
				d.update(
					"b",
					|v| match v {
						Ok(n) => Ok(n + 10)
						Err(Missing) => Ok(0)
					},
				).values(),
			)
		} ${p(d.keys())} ${p(d == Dict.from_list([("b", 2), ("a", 9)]))} ${p(d)}\n",
	)
	st = Set.from_list([3.U8, 1, 3, 2])
	echo!("${p(st.to_list())} ${p(st.union(Set.from_list([9, 1])).to_list())} ${p(st.intersection(Set.from_list([2, 3])).to_list())} ${p(st.difference(Set.from_list([3])).to_list())} ${p(st.map(|x| x // 2).to_list())} ${p(st.contains(1))} ${p(st)}\n")
	k = Dict.from_list([((1.U8, "x"), 1.U8), ((2, "y"), 2)])
	echo!("${p(k.get((2, "y")))} ${p(Dict.from_list([(Id.make(3), "three")]).get(Id.make(3)))}\n")
	t = Dict.from_list([(Red, 1.U8), (Custom("c"), 2)])
	echo!("${p(t.get(Custom("c")))} ${p(t.get(Red))}\n")
	r = { x: 1.U8, y: { z: "q" } }
	echo!("${p(r == { x: 1, y: { z: "q" } })} ${p((1.U8, "a") == (1, "b"))} ${p([Ok(1.U8), Err("x")] == [Ok(1), Err("x")])} ${p(0.0.F64 / 0 == 0.0.F64 / 0)}\n")
	echo!("${p(Box.box({ a: 1.U8 }))} ${p(|x| x)} ${p(Some(Box.box("s")))} ${p({})} ${p(Bool.True)} ${p((Ok({}), Err([1.U8])))} ${p(Dec.pi)} ${p('a')}\n")
	echo!("${p("${Str.inspect("a\"b")}")}\n")
	Ok({})
}
