Bool := [False, True].{
	is_eq : _

	## The other one.
	not : Bool -> Bool

	to_hash : Bool, Hasher -> Hasher
	to_hash = |bool, hasher| hasher.write_bool(bool)

	parser_for : encoding -> (state -> Try({ value : Bool, rest : state }, err)) where [encoding.parse_bool : encoding, state -> Try({ value : Bool, rest : state }, err)]
	parser_for = |encoding| |state| encoding.parse_bool(state)

	encoder_for : encoding -> (Bool, state -> Try(state, err)) where [encoding.encode_bool : Bool, state -> Try(state, err)]
	encoder_for = |_encoding| {
		Format : encoding
		|bool, state| Format.encode_bool(bool, state)
	}

	# As keys of dicts.
	key_text : Bool -> Str
	key_text = |bool| if bool { "true" } else { "false" }

	key_from_text : Str -> Try(Bool, [NoKey])
	key_from_text = |text| match text {
		"true" => Ok(True)
		"false" => Ok(False)
		_ => Err(NoKey)
	}

	## Encodes it in a format that has `encode_bool`.
	encode : Bool, fmt -> Try(encoded, err) where [fmt.encode_bool : fmt, Bool -> Try(encoded, err)]
	encode = |bool, format| format.encode_bool(bool)

	## Decodes one in a format that has `decode_bool`.
	decode : src, fmt -> (Try(Bool, err), src) where [fmt.decode_bool : fmt, src -> (Try(Bool, err), src)]
	decode = |source, format| format.decode_bool(source)
}

## The outcome of something that can fail.
Try(ok, err) := [Ok(ok), Err(err)].{
	is_eq : Try(ok, err), Try(ok, err) -> Bool where [ok.is_eq : ok, ok -> Bool, err.is_eq : err, err -> Bool]
	is_eq = |a, b| match (a, b) {
		(Ok(x), Ok(y)) => x == y
		(Err(x), Err(y)) => x == y
		_ => False
	}

	to_hash : Try(ok, err), Hasher -> Hasher where [ok.to_hash : ok, Hasher -> Hasher, err.to_hash : err, Hasher -> Hasher]
	to_hash = |try, hasher| match try {
		Err(problem) => problem.to_hash(hasher.write_u8(0))
		Ok(value) => value.to_hash(hasher.write_u8(1))
	}

	# `Err(Null)` is what a format has for nothing.
	parser_for : encoding -> (state -> Try({ value : Try(ok, [Null]), rest : state }, err)) where [ok.parser_for : encoding -> (state -> Try({ value : ok, rest : state }, err)), encoding.parse_null : encoding, state -> Try(state, err)]
	parser_for = |encoding| {
		Value : ok
		parse = Value.parser_for(encoding)
		|state| match encoding.parse_null(state) {
			Ok(rest) => Ok({ value: Err(Null), rest })
			Err(_) => {
				{ value, rest } = parse(state)?
				Ok({ value: Ok(value), rest })
			}
		}
	}

	encoder_for : encoding -> (Try(ok, [Null]), state -> Try(state, err)) where [ok.encoder_for : encoding -> (ok, state -> Try(state, err)), encoding.encode_null : state -> Try(state, err)]
	encoder_for = |encoding| {
		Format : encoding
		Value : ok
		encode = Value.encoder_for(encoding)
		|try, state| match try {
			Ok(value) => encode(value, state)
			Err(Null) => Format.encode_null(state)
		}
	}

	## Whether it is Ok.
	is_ok : Try(_ok, _err) -> Bool
	is_ok = |try| match try {
		Ok(_) => True
		Err(_) => False
	}

	## Whether it is Err.
	is_err : Try(_ok, _err) -> Bool
	is_err = |try| match try {
		Ok(_) => False
		Err(_) => True
	}

	## An interpolated string of a type that can refuse it.
	from_interpolation : Str, Iter((interpolated, Str)) -> Try(ok, err) where [ok.from_interpolation : Str, Iter((interpolated, Str)) -> Try(ok, err)]
	from_interpolation = |start, parts| {
		Value : ok
		Value.from_interpolation(start, parts)
	}

	## The value of Ok, else the second argument.
	ok_or : Try(ok, _err), ok -> ok
	ok_or = |try, default| match try {
		Ok(value) => value
		Err(_) => default
	}

	## The error of Err, else the second argument.
	err_or : Try(_ok, err), err -> err
	err_or = |try, default| match try {
		Ok(_) => default
		Err(problem) => problem
	}

	## With what the function makes of the value of Ok.
	map_ok : Try(a, err), (a -> b) -> Try(b, err)
	map_ok = |try, transform| match try {
		Ok(value) => Ok(transform(value))
		Err(problem) => Err(problem)
	}

	## With what the function makes of the value of Ok.
	map_ok! : Try(a, err), (a => b) => Try(b, err)
	map_ok! = |try, transform!| match try {
		Ok(value) => Ok(transform!(value))
		Err(problem) => Err(problem)
	}

	## With what the function makes of the error of Err.
	map_err : Try(ok, a), (a -> b) -> Try(ok, b)
	map_err = |try, transform| match try {
		Ok(value) => Ok(value)
		Err(problem) => Err(transform(problem))
	}

	## With what the function makes of the error of Err.
	map_err! : Try(ok, a), (a => b) => Try(ok, b)
	map_err! = |try, transform!| match try {
		Ok(value) => Ok(value)
		Err(problem) => Err(transform!(problem))
	}

	## With what the first function makes of the value, or the second of the error.
	map_both : Try(a, b), (a -> c), (b -> d) -> Try(c, d)
	map_both = |try, transform_ok, transform_err| match try {
		Ok(value) => Ok(transform_ok(value))
		Err(problem) => Err(transform_err(problem))
	}

	## With what the first function makes of the value, or the second of the error.
	map_both! : Try(a, b), (a => c), (b => d) => Try(c, d)
	map_both! = |try, transform_ok!, transform_err!| match try {
		Ok(value) => Ok(transform_ok!(value))
		Err(problem) => Err(transform_err!(problem))
	}

	## What the function makes of two values, or the first error.
	map2 : Try(a, err), Try(b, err), (a, b -> c) -> Try(c, err)
	map2 = |left, right, combine| match left {
		Ok(x) => match right {
			Ok(y) => Ok(combine(x, y))
			Err(problem) => Err(problem)
		}
		Err(problem) => Err(problem)
	}

	## What the function makes of two values, or the first error.
	map2! : Try(a, err), Try(b, err), (a, b => c) => Try(c, err)
	map2! = |left, right, combine!| match left {
		Ok(x) => match right {
			Ok(y) => Ok(combine!(x, y))
			Err(problem) => Err(problem)
		}
		Err(problem) => Err(problem)
	}

	## The value of Ok, else the function's own result for the error.
	on_err : Try(ok, a), (a -> Try(ok, b)) -> Try(ok, b)
	on_err = |try, recover| match try {
		Ok(value) => Ok(value)
		Err(problem) => recover(problem)
	}

	## The value of Ok, else the function's own result for the error.
	on_err! : Try(ok, a), (a => Try(ok, b)) => Try(ok, b)
	on_err! = |try, recover!| match try {
		Ok(value) => Ok(value)
		Err(problem) => recover!(problem)
	}

	## What the first function makes of the error, or the second of the value.
	catch : Try(ok, err), (err -> a), (ok -> a) -> a
	catch = |try, from_err, from_ok| match try {
		Ok(value) => from_ok(value)
		Err(problem) => from_err(problem)
	}

	## What the first function makes of the error, or the second of the value.
	catch! : Try(ok, err), (err => a), (ok => a) => a
	catch! = |try, from_err!, from_ok!| match try {
		Ok(value) => from_ok!(value)
		Err(problem) => from_err!(problem)
	}

	## The value or the error, which are of one type.
	collapse : Try(a, a) -> a
	collapse = |try| match try {
		Ok(value) => value
		Err(value) => value
	}
}

## A value on the heap.
Box(item) :: [ProvidedByCompiler].{
	## Moves a value to the heap.
	box : item -> Box(item)

	## The value inside.
	unbox : Box(item) -> item

	is_eq : Box(item), Box(item) -> Bool where [item.is_eq : item, item -> Bool]
	is_eq = |a, b| a.unbox() == b.unbox()

	to_hash : Box(item), Hasher -> Hasher where [item.to_hash : item, Hasher -> Hasher]
	to_hash = |boxed, hasher| boxed.unbox().to_hash(hasher)

	parser_for : encoding -> (state -> Try({ value : Box(item), rest : state }, err)) where [item.parser_for : encoding -> (state -> Try({ value : item, rest : state }, err))]
	parser_for = |encoding| {
		Item : item
		parse = Item.parser_for(encoding)
		|state| {
			{ value, rest } = parse(state)?
			Ok({ value: Box.box(value), rest })
		}
	}

	encoder_for : encoding -> (Box(item), state -> Try(state, err)) where [item.encoder_for : encoding -> (item, state -> Try(state, err))]
	encoder_for = |encoding| {
		Item : item
		encode = Item.encoder_for(encoding)
		|boxed, state| encode(boxed.unbox(), state)
	}
}
