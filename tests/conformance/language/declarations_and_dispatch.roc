# Nominal and opaque types, associated items, record builders, where aliases, dispatch on a type.
p = |x| Str.inspect(x)

Stack(item) :: { items : List(item) }.{
	is_eq : _

	Problem : [Underflow]

	empty : () -> Stack(item)
	empty = || { items: [] }

	push : Stack(item), item -> Stack(item)
	push = |stack, item| { ..stack, items: stack.items.append(item) }

	pop : Stack(item) -> Try({ top : item, rest : Stack(item) }, Problem)
	pop = |stack| match stack.items {
		[] => Err(Underflow)
		[.. as before, top] => Ok({ top, rest: { items: before } })
	}

	expect Stack.empty().push(3.U8).pop() == Ok({ top: 3, rest: Stack.empty() })
}

Draw(v) := { value : v, cost : U64 }.{
	pick : v, U64 -> Draw(v)
	pick = |value, cost| { value, cost }

	map2 : Draw(a), Draw(b), (a, b -> c) -> Draw(c)
	map2 = |l, r, join| { value: join(l.value, r.value), cost: l.cost + r.cost }
}

both = { left: Draw.pick(1.U8, 2), right: Draw.pick("two", 3) }.Draw

three = { a: Draw.pick(1.U8, 1), b: Draw.pick("b", 1), c: Draw.pick([1.U8], 1), d: Draw.pick({}, 1) }

a.Ordered : where [a.is_lt : a, a -> Bool, a.is_eq : a, a -> Bool]

largest : List(x), x -> x where [x.Ordered]
largest = |xs, start| xs.fold(start, |best, x| if best < x x else best)

zero_of : () -> num where [num.default : () -> num]
zero_of = || {
	Num : num
	Num.default()
}

a.WriteTo(out) : where [a.write : a, out -> out]

emit : t, Str -> Str where [t.WriteTo(Str)]
emit = |t, out| t.write(out)

W := [W(Str)].{
	write : W, Str -> Str
	write = |W.W(s), out| out.concat(s)
}

Meters := U64.{
	to_str : Meters -> Str
	to_str = |Meters.(n)| "${n.to_str()}m"
	add : Meters, Meters -> Meters
	add = |Meters.(x), Meters.(y)| Meters.(x + y)
	plus : Meters, Meters -> Meters
	plus = |x, y| x.add(y)
	from_numeral : Numeral -> Try(Meters, [InvalidNumeral(Str)])
	from_numeral = |num| match U64.from_numeral(num) {
		Ok(n) => Ok(Meters.(n))
		Err(InvalidNumeral(m)) => Err(InvalidNumeral(m))
	}
}

Pair := (Str, U8)

Tree(t) := [Leaf, Node(Tree(t), t, Tree(t))].{
	insert : Tree(t), t -> Tree(t) where [t.is_lt : t, t -> Bool]
	insert = |tree, v| match tree {
		Leaf => Node(Leaf, v, Leaf)
		Node(l, x, r) => if v < x Node(l.insert(v), x, r) else Node(l, x, r.insert(v))
	}
	to_list : Tree(t) -> List(t)
	to_list = |tree| match tree {
		Leaf => []
		Node(l, x, r) => l.to_list().append(x).concat(r.to_list())
	}
}

main! = |_args| {
	s = Stack.empty().push("a").push("b")
	echo!("${p(s.pop().map_ok(|r| r.top))} ${p(s)} ${p(s == Stack.empty())}\n")
	echo!("${p(both.value)} ${p(both.cost)}\n")
	echo!("${p(largest([1.U8, 9, 4], 0))} ${p(largest(["a", "zz"].map(|q| q.count_utf8_bytes()), 0))}\n")
	z : I16
	z = zero_of()
	echo!("${p(z)} ${emit(W.W("w"), "out-")}\n")
	m : Meters
	m = 5
	echo!("${(m + 6).to_str()} ${p(m)}\n")
	pr : Pair
	pr = Pair.("x", 1)
	Pair.((q, w)) = pr
	echo!("${q} ${p(w)} ${p(pr)}\n")
	t = [5.I64, 2, 8, 1].fold(Tree.Leaf, |acc, v| acc.insert(v))
	echo!("${p(t.to_list())}\n")
	local = {
		Shape : [Circle(U8), Sq]
		area : Shape -> U8
		area = |sh| match sh {
			Circle(r) => r
			Sq => 1
		}
		area(Circle(4))
	}
	echo!("${p(local)}\n")
	Ok({})
}
