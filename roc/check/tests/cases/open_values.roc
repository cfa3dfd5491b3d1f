# A value has one type; what nothing tells is reported where the value is, or where a literal decided it.
nothing = []

pair = (1.U8, Err)

fine = Red

used = []

total : U64
total = List.len(used).plus(List.len([used, [1.U8]]))

narrowed = |x| {
	add = |a| a.plus(x)
	add(5)
}

compared = |f| (|x| x) == f
