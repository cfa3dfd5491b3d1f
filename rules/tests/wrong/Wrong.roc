Wrong := [].{
	add : U64, U64 -> U64
	add = |a, b| {
		left_over = a
		a + b
	}
}

expect Wrong.add(1, 2) == 2

expect Wrong.add(2,  2) == 4
