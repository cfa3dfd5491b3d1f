# Values to JSON and back: derived codecs of records, tuples, tags, nominal and recursive types; header lines.
Color := [Red, Green, Rgb(U8, U8, U8), Named(Str)].{
	encoder_for : _
	parser_for : _
	is_eq : _
}
Pt : { px : I64, py ?: I64 }
Opts : { name : Str, size : U16 ?? 7, on : Bool ?? True, tags : List(Str) ?? ["d"] }
Tree := [Leaf, Node({ left : Tree, value : I64, right : Tree })].{
	encoder_for : _
	parser_for : _
}
show! = |v| echo!("${Str.inspect(v)}\n")
main! = |_args| {
	echo!("${Json.to_str({ b: 1.U8, a: "q\"\\\n\u(1)é", c: [1.5, -2], d: (True, "t") })}\n")
	echo!("${Json.to_str([Color.Red, Rgb(1, 2, 3), Named("x")])}\n")
	echo!("${Json.to_str(Dict.from_list([("k", [1.I32]), ("l", [])]))} ${Json.to_str(Dict.from_list([(1.U8, "a"), (2, "b")]))}\n")
	p : Pt
	p = { px: 3 }
	echo!("${Json.to_str(p)} ${Json.to_str({ ..p, py: 4 })} ${Json.to_str({})} ${Json.to_str(Box.box(5.U8))}\n")
	echo!("${Json.to_str(Tree.Node({ left: Leaf, value: 1, right: Node({ left: Leaf, value: 2, right: Leaf }) }))}\n")
	show!(Json.to_str_try(1.5.F64))
	show!(Json.to_str_try([F64.nan]))
	show!(Json.to_str_try(-F32.infinity))
	r : Try({ a : Str, n : List(I64), t : (Bool, U8) }, _)
	r = Json.parse(" {\"t\" : [true, 7], \"zz\": {\"q\":[1,{}]}, \"n\":[1, -2,3] , \"a\":\"x\\u00e9\\n\\ud83d\\ude00\"} ")
	show!(r)
	q : Try(Pt, _)
	q = Json.parse("{\"px\":4,\"zz\":null}")
	show!(q)
	echo!("${Str.inspect(q.map_ok(|x| x.px) == Ok(4))}\n")
	q2 : Try(Pt, _)
	q2 = Json.parse("{\"py\":4}")
	show!(q2)
	q3 : Try(Pt, _)
	q3 = Json.parse("{\"px\":4,\"py\":5,}")
	show!(q3)
	q4 : Try(Pt, _)
	q4 = Json.parse_trailing_commas("{\"px\":4,\"py\":5,}")
	show!(q4)
	o : Try(Opts, _)
	o = Json.parse("{\"name\":\"n\",\"on\":false}")
	show!(o)
	c : Try(List(Color), _)
	c = Json.parse("[\"Red\", {\"Rgb\":[1,2,3]}, {\"Named\":\"z\"}]")
	show!(c)
	c2 : Try(Color, _)
	c2 = Json.parse("\"Blue\"")
	show!(c2)
	d : Try(Dict(Str, U8), _)
	d = Json.parse("{\"a\":1,\"b\":2}")
	show!(d.map_ok(|x| x.to_list()))
	d2 : Try(Dict(I16, Str), _)
	d2 = Json.parse("{\"-5\":\"x\"}")
	show!(d2.map_ok(|x| x.to_list()))
	t : Try(Tree, _)
	t = Json.parse("{\"Node\":{\"left\":\"Leaf\",\"right\":{\"Node\":{\"left\":\"Leaf\",\"right\":\"Leaf\",\"value\":9}},\"value\":3}}")
	show!(t)
	n : Try(List(Try(U8, [Null])), _)
	n = Json.parse("[1,null,3]")
	show!(n)
	f : Try(F64, _)
	f = Json.parse("-1.5e3")
	show!(f)
	bad : Try(U8, _)
	bad = Json.parse("300")
	show!(bad)
	bad2 : Try(Str, _)
	bad2 = Json.parse("\"abc")
	show!(bad2)
	camel : Try({ first_name : Str, a_b_c : U8 }, _)
	camel = (Json.parser_camel())("{\"firstName\":\"q\",\"aBC\":1}")
	show!(camel)
	h : Try({ content_length : U64, host : Str }, _)
	h = HttpHeader.parse("Host: example.org\r\nX-Other: 1\r\ncontent-length:  42\r\n\r\n")
	show!(h)
	Ok({})
}
