# A format of its own, `name=value;` for records: closed unions of errors become part of what parsing can give.
Lines := [Lines].{
	rename_field : Lines, Str -> Str
	rename_field = |_, name| name.replace_each("_", "-")

	encode_str : Str, Str -> Try(Str, [])
	encode_str = |v, out| Ok("${out}${v}")
	encode_u64 : U64, Str -> Try(Str, [])
	encode_u64 = |v, out| Ok("${out}${v.to_str()}")
	encode_bool : Bool, Str -> Try(Str, [])
	encode_bool = |v, out| Ok(out.concat(if v "yes" else "no"))
	encode_record : Str, U64, (Str, (Str, Str, (Str -> Try(Str, [])) -> Try(Str, [])) -> Try(Str, [])) -> Try(Str, [])
	encode_record = |out, _n, fields| fields(out, |at, name, write| write("${at}${name}=").map_ok(|t| t.concat(";")))

	parse_str : Lines, Str -> Try({ value : Str, rest : Str }, [BadLine(Str)])
	parse_str = |_, s| take(s)
	parse_u64 : Lines, Str -> Try({ value : U64, rest : Str }, [BadLine(Str)])
	parse_u64 = |_, s| {
		{ value, rest } = take(s)?
		n = U64.from_str(value) ? |_| BadLine(value)
		Ok({ value: n, rest })
	}
	parse_record_start : Lines, Str -> Try([Counted({ len : U64, rest : Str }), Uncounted(Str)], [BadLine(Str)])
	parse_record_start = |_, s| Ok(Uncounted(s))
	parse_record_field : Lines, Encoding.FieldName.FieldNames(_s), Str -> Try([Field({ field : Encoding.FieldName(_s), rest : Str }), TryField({ name : Str, rest : Str }), TryFieldCaseless({ name : Str, rest : Str }), Continue(Str), Done(Str)], [BadLine(Str)])
	parse_record_field = |_, _names, s| if s.is_empty() Ok(Done(s)) else match s.split_first("=") {
		Ok({ before, after }) => Ok(TryField({ name: before, rest: after }))
		Err(_) => Err(BadLine(s))
	}
	parse_record_after_field : Lines, Str -> Try([Continue(Str), Done(Str)], [BadLine(Str)])
	parse_record_after_field = |_, s| Ok(Continue(s))
	skip_record_field : Lines, Str -> Try(Str, [BadLine(Str)])
	skip_record_field = |_, s| take(s).map_ok(|r| r.rest)
}
take : Str -> Try({ value : Str, rest : Str }, [BadLine(Str)])
take = |s| match s.split_first(";") {
	Ok({ before, after }) => Ok({ value: before, rest: after })
	Err(_) => Err(BadLine(s))
}
to_lines : a -> Str where [a.encoder_for : Lines -> (a, Str -> Try(Str, []))]
to_lines = |v| {
	A : a
	match (A.encoder_for(Lines.Lines))(v, "") { Ok(s) => s }
}
from_lines : Str -> Try(a, [BadLine(Str), ..e]) where [a.parser_for : Lines -> (Str -> Try({ value : a, rest : Str }, [BadLine(Str), ..e]))]
from_lines = |s| {
	A : a
	(A.parser_for(Lines.Lines))(s).map_ok(|r| r.value)
}
main! = |_args| {
	text = to_lines({ first_name: "Ann", age: 41.U64, ok: Bool.True })
	echo!("${text}\n")
	r : Try({ first_name : Str, age : U64 }, _)
	r = from_lines(text)
	echo!("${Str.inspect(r)}\n")
	r2 : Try({ zip : Str }, _)
	r2 = from_lines(text)
	echo!("${Str.inspect(r2)}\n")
	r3 : Try({ age : U64, q ?: Str }, _)
	r3 = from_lines("age=x;")
	echo!("${Str.inspect(r3)}\n")
	Ok({})
}
