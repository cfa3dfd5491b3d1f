# `from_numeral`, `from_quote`, `from_interpolation`.
p = |x| Str.inspect(x)

Url := Str.{
	from_interpolation : Str, Iter((Str, Str)) -> Url
	from_interpolation = |first, parts| Url.(parts.fold(first, |acc, (v, t)| "${acc}[${v}]${t}"))
	show : Url -> Str
	show = |Url.(s)| s
	from_quote : Str -> Try(Url, [BadQuotedBytes(Str)])
	from_quote = |s| Ok(Url.(s))
}

Method := [Get, Post].{
	from_quote : Str -> Try(Method, [BadQuotedBytes(Str)])
	from_quote = |s| match s {
		"GET" => Ok(Get)
		"POST" => Ok(Post)
		other => Err(BadQuotedBytes(other))
	}
	is_eq : _
}

Money := { cents : I64 }.{
	from_numeral : Numeral -> Try(Money, [InvalidNumeral(Str), ..])
	from_numeral = |n| match Dec.from_numeral(n) {
		Ok(d) => Ok({ cents: (d * 100).to_i64_wrap() })
		Err(e) => Err(e)
	}
	is_eq : _
	plus : Money, Money -> Money
	plus = |a, b| { cents: a.cents + b.cents }
	to_inspect : Money -> Str
	to_inspect = |m| "$${m.cents.to_str()}"
}

named : Money -> Str
named = |money| match money {
	3 => "three"
	_ => "no"
}

main! = |_args| {
	id = "7"
	u = "a/${id}/b/${id}".Url
	echo!("${u.show()} ${"plain".Url.show()}\n")
	v : Url
	v = "x${id}"
	echo!("${v.show()}\n")
	echo!("${p("GET".Method)} ${p("POST".Method == Post)}\n")
	echo!("${p(2.5.Money + 1)} ${p([2.25.Money])}\n")
	echo!("${named(3)} ${named(4)}\n")
	Ok({})
}
