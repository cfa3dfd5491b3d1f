# A comma may be missing at the end of a line, but not within one.
lines = [
	1
	2,
	f(
		x
		y
	)
]
words = [a b, c d]
signs = [x -1, x - 1, a-b]
record = { x: 1 y: 2 }
call = f(a (b))
fields : { x : U64 y : U64 }
params = |a, b a + b
broken = [a b c: d]
