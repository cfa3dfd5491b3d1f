# `map` and `map!` that the compiler derives for unions.
Wrap(a) := [W(Str, a), N].{
	map : _
	map! : _
}

Half(e) := [Good(U64), Bad(e)].{
	map : _
	map! : _
}

main! = |_args| {
	x : Wrap(U64)
	x = W("k", 3)
	echo!("${Str.inspect(x.map(|n| n.to_str()))}\n")
	h : Half(Str)
	h = Bad("oh")
	echo!("${Str.inspect(h.map(|n| n.count_utf8_bytes()))}\n")
	s : [Just(I64), Nothing]
	s = Just(4)
	echo!("${Str.inspect(s.map(|n| n * 2))}\n")
	t = Some(3.U8)
	echo!("${Str.inspect(t.map(|n| n.to_str()))}\n")
	d = h.map!(
		|n| {
			echo!("eff ${n}\n")
			n.is_empty()
		},
	)
	echo!("${Str.inspect(d)}\n")
	Ok({})
}
