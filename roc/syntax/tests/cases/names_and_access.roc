# Qualified names, fields, methods, tuples, optional fields.
qualified = Str.trim(a) + Mod.Type.item
next_line = Str
	.trim
on_tag = (Tag).m()
tags = [Ok, Color.Red, Mod.Color.Rgb(1, 2)]
fields = r.a.b.c
method = r.f(x)
field_call = (r.f)(x)
tuple = t.0.1.a
optional = o.?b.c.?d
lines = list
	# a comment in the chain
	.map(f)
	.len()
effects = (r.run!)({})
unit = ()
