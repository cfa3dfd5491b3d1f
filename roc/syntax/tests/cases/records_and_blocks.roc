# What a brace opens.
empty = {}
block = { x }
record = { x, y }
trailing = { x, }
fields = { x: 1, y: { z }, w }
update = { ..r, x: 1 }
only_base = { ..r }
annotated = {
	f : I64 -> I64
	f = |n| n
	f(1)
}
statement = {
	{ x }
	{ y: 1 }
}
effect = { step!: run!, count: 0 }
builder = { a: p, b: q }.Mod.Cmd
lone = { a }.Cmd
nominal = Point.{ x: 1, y }
wrapped = [Meters.(5), Pair.(1, "a"), Mod.Type.(x)]
nested = |x| { y = x
	y }
