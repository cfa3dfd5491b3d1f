# What follows from a name that isn't there is not told.
taken = match nowhere(5) {
	Err(Exit(code)) => code.to_i32()
	_ => 3
}

mapped = elsewhere.map(|n| n.foo())

called = |x| missing(|y| y.bar(x), [])
