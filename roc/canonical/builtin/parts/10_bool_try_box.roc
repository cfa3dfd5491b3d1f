Bool := [False, True].{
	is_eq : _

	## The other one.
	not : Bool -> Bool

	to_hash : Bool, Hasher -> Hasher
	to_hash = |bool, hasher| hasher.write_bool(bool)
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
}
