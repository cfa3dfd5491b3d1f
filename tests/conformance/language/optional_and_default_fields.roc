# Fields that may be missing and fields with defaults: literals, `.?`, patterns, updates, equality, inspect.
Opts : { name : Str, width ?: U64, deep ?: { level ?: U8, tag : Str }, mode : [Fast, Slow] ?? Fast, tries : U8 ?? 3, label : Str ?? "none", xs : List(I64) ?? [1, -2] }

Conf := { host : Str, port : U16 ?? 8080, user ?: Str }.{
	is_eq : _

	make : Str -> Conf
	make = |host| { host: host }

	show : Conf -> Str
	show = |c| "${c.host}:${c.port.to_str()} ${c.?user ?? "anon"}"
}

show : Opts -> Str
show = |o| "${o.name} ${Str.inspect(o.?width)} ${Str.inspect(o.?deep.?level)} ${Str.inspect(o.?deep.tag)} ${Str.inspect(o.mode)} ${o.tries.to_str()} ${o.label} ${Str.inspect(o.xs)}"

need : { tries : U8, label : Str } -> Str
need = |r| "${r.tries.to_str()}${r.label}"

w = |r| r.?width ?? 7.U64

main! = |_args| {
	a : Opts
	a = { name: "a" }
	b : Opts
	b = { name: "b", width: 3, deep: { tag: "t" }, mode: Slow, tries: 9, label: "L", xs: [] }
	c : Opts
	c = { name: "c", deep: { tag: "t", level: 4 } }
	for o in [a, b, c] {
		echo!("${show(o)}\n")
		echo!("${Str.inspect(o)}\n")
	}
	echo!("${Conf.make("h").show()} ${Conf.{ host: "i", port: 1, user: "me" }.show()}\n")
	echo!("${Str.inspect(Conf.make("h") == { host: "h", port: 8080 })}\n")
	echo!("${Str.inspect(Conf.make("h") == { host: "h", user: "x" })}\n")
	d = { ..a, width: 5 }
	echo!("${Str.inspect(d.?width)} ${w(d).to_str()}\n")
	match d {
		{ width: Ok(n), name, .. } => echo!("${n.to_str()} ${name}\n")
		{ width: Err(MissingField), .. } => echo!("none\n")
	}
	match a {
		{ width: Ok(n), .. } => echo!("${n.to_str()}\n")
		{ width: Err(_), .. } => echo!("none\n")
	}
	list : List({ x ?: I64, y : I64 })
	list = [{ y: 1 }, { x: 2, y: 2 }]
	echo!("${Str.inspect(list)} ${Str.inspect(list == [{ y: 1 }, { x: 2, y: 2 }])}\n")
	{ tries, .. } = b
	echo!("${tries.to_str()}\n")
	f = |r| match r.?q {
		Ok(v) => v
		Err(MissingField) => 0.I64
	}
	g : { q ?: I64 } -> I64
	g = |r| f(r)
	echo!("${g({}).to_str()} ${g({ q: 4 }).to_str()}\n")
	h = |o| {
		n = o.?width?
		Ok(n + 1)
	}
	echo!("${Str.inspect(h(a))} ${Str.inspect(h(b))}\n")
	echo!("${need({ tries: 1, label: "x" })}\n")
	Ok({})
}
