# A match is blamed for its patterns, a branch for its value; a wrong pattern makes no other one redundant.
never_fails : U64 -> Try(U64, [])
never_fails = |n| Ok(n)

unmatchable = |n| match never_fails(n) {
	Ok(m) => m
	Err(_) => 0
}

payloads : [Circle(U64), Dot] -> U64
payloads = |shape| match shape {
	Circle(r, _) => r
	Dot => 0
}

chain = |n| if n > 1.U8 {
	"many"
} else if n == 1 {
	[]
} else {
	"none"
}

loop = |list| {
	for item in list {
		item.plus(1.U8)
	}
}
