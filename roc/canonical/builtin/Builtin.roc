# The builtin types: one module that every other module sees.
#
# A declaration without a body is an operation of the runtime or an instruction; the compiler finds it by its dotted
# name (`Str.concat`, `I64.plus`, `Intrinsic.u8_parse`) in the table of low-level operations. A method `name : _` is
# derived. Everything else is Roc.
#
# A type with the backing `[ProvidedByCompiler]` has a representation that the compiler knows by the type's name.
# Programs can name the types of the language reference's list and their items; `Intrinsic` and the functions at top
# level are for this module only.
#
# This file is put together from parts/ by the test `builtin_source`, which expands the number types' templates.

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

## UTF-8 text. Lengths and indices are in bytes.
Str :: [ProvidedByCompiler].{
	Utf8Problem := [InvalidStartByte, UnexpectedEndOfSequence, ExpectedContinuation, OverlongEncoding, CodepointTooLarge, EncodesSurrogateHalf].{
		is_eq : _
		to_hash : _
	}

	## Whether there are no bytes.
	is_empty : Str -> Bool

	## The first text, then the second.
	concat : Str, Str -> Str

	## Whether the second text occurs in the first; the empty text occurs in every one.
	contains : Str, Str -> Bool

	## Without Unicode whitespace at both ends.
	trim : Str -> Str

	## Without Unicode whitespace at the start.
	trim_start : Str -> Str

	## Without Unicode whitespace at the end.
	trim_end : Str -> Str

	## Whether the texts are equal when A-Z count as a-z.
	caseless_ascii_equals : Str, Str -> Bool

	## With a-z for A-Z.
	with_ascii_lowercased : Str -> Str

	## With A-Z for a-z.
	with_ascii_uppercased : Str -> Str

	## Whether the second text is at the start of the first.
	starts_with : Str, Str -> Bool

	## Whether the second text is at the end of the first.
	ends_with : Str, Str -> Bool

	## The text so many times.
	repeat : Str, U64 -> Str

	## The second text, then the first.
	with_prefix : Str, Str -> Str
	with_prefix = |text, prefix| prefix.concat(text)

	## Without the second text at the start, if it is there.
	drop_prefix : Str, Str -> Str

	## Without the second text at the start, where A-Z count as a-z; an error if it isn't there.
	drop_prefix_caseless_ascii : Str, Str -> Try(Str, [NotFound, ..])
	drop_prefix_caseless_ascii = |text, prefix| {
		length = text.count_utf8_bytes()
		start = prefix.count_utf8_bytes()
		if start <= length and Intrinsic.str_is_boundary(text, start) {
			if Intrinsic.str_slice(text, 0, start).caseless_ascii_equals(prefix) {
				return Ok(Intrinsic.str_slice(text, start, length - start))
			}
		}
		Err(NotFound)
	}

	## Without the second text at the end, if it is there.
	drop_suffix : Str, Str -> Str

	## What is before and after the first occurrence of the second text.
	split_first : Str, Str -> Try({ before : Str, after : Str }, [NotFound, ..])
	split_first = |text, separator| str_around(text, separator, Intrinsic.str_find_first(text, separator))

	## What is before and after the last occurrence of the second text.
	split_last : Str, Str -> Try({ before : Str, after : Str }, [NotFound, ..])
	split_last = |text, separator| str_around(text, separator, Intrinsic.str_find_last(text, separator))

	## With the third text for each occurrence of the second; an empty second text changes nothing.
	replace_each : Str, Str, Str -> Str

	## With the third text for the first occurrence of the second.
	replace_first : Str, Str, Str -> Str

	## With the third text for the last occurrence of the second.
	replace_last : Str, Str, Str -> Str

	## How many bytes the text has in UTF-8.
	count_utf8_bytes : Str -> U64

	## The bytes, in order.
	iter_utf8 : Str -> Iter(U8)
	iter_utf8 = |text| text.to_utf8().iter()

	## Without so many bytes at the start; an error if that would cut a code point.
	drop_first_bytes : Str, U64 -> Try(Str, [BadUtf8, ..])
	drop_first_bytes = |text, count| {
		length = text.count_utf8_bytes()
		if count >= length {
			Ok("")
		} else if Intrinsic.str_is_boundary(text, count) {
			Ok(Intrinsic.str_slice(text, count, length - count))
		} else {
			Err(BadUtf8)
		}
	}

	## Without so many bytes at the end; an error if that would cut a code point.
	drop_last_bytes : Str, U64 -> Try(Str, [BadUtf8, ..])
	drop_last_bytes = |text, count| {
		length = text.count_utf8_bytes()
		if count >= length {
			Ok("")
		} else if Intrinsic.str_is_boundary(text, length - count) {
			Ok(Intrinsic.str_slice(text, 0, length - count))
		} else {
			Err(BadUtf8)
		}
	}

	## An empty text with room for so many bytes.
	with_capacity : U64 -> Str

	## The same text with room for so many more bytes.
	reserve : Str, U64 -> Str

	## The same text in no more memory than it needs.
	release_excess_capacity : Str -> Str

	## The bytes.
	to_utf8 : Str -> List(U8)

	## The text itself.
	to_str : Str -> Str
	to_str = |text| text

	## The text of bytes, with U+FFFD for each invalid sequence.
	from_utf8_lossy : List(U8) -> Str

	## The text of bytes; the error says what is wrong and where the wrong sequence starts.
	from_utf8 : List(U8) -> Try(Str, [BadUtf8({ problem : Str.Utf8Problem, index : U64 }), ..])
	from_utf8 = |bytes| {
		problem = Intrinsic.utf8_problem(bytes)
		if problem == U64.highest {
			Ok(Intrinsic.str_from_utf8_unchecked(bytes))
		} else {
			Err(BadUtf8({ problem: utf8_problem_kind(problem % 8), index: problem // 8 }))
		}
	}

	## What a string literal of this type is.
	from_quote : Str -> Try(Str, [BadQuotedBytes(Str), ..])
	from_quote = |text| Ok(text)

	## What an interpolated string of this type is: its first piece, then values, each with the piece after it.
	from_interpolation : Str, Iter((Str, Str)) -> Str
	from_interpolation = |start, parts| parts.fold(start, |text, (part, after)| text.concat(part).concat(after))

	## The pieces between the occurrences of the second text; the whole text if that is empty.
	split_on : Str, Str -> List(Str)

	## All texts in one, with the second argument between neighbours.
	join_with : List(Str), Str -> Str

	is_eq : Str, Str -> Bool

	to_hash : Str, Hasher -> Hasher
	to_hash = |text, hasher| { state: Intrinsic.hash_str(hasher.state, text) }

	parser_for : encoding -> (state -> Try({ value : Str, rest : state }, err)) where [encoding.parse_str : encoding, state -> Try({ value : Str, rest : state }, err)]
	parser_for = |encoding| |state| encoding.parse_str(state)

	encoder_for : encoding -> (Str, state -> Try(state, err)) where [encoding.encode_str : Str, state -> Try(state, err)]
	encoder_for = |_encoding| {
		Format : encoding
		|text, state| Format.encode_str(text, state)
	}

	# As keys of dicts.
	key_text : Str -> Str
	key_text = |text| text

	key_from_text : Str -> Try(Str, [NoKey])
	key_from_text = |text| Ok(text)

	## Encodes it in a format that has `encode_str`.
	encode : Str, fmt -> Try(encoded, err) where [fmt.encode_str : fmt, Str -> Try(encoded, err)]
	encode = |text, format| format.encode_str(text)

	## Decodes one in a format that has `decode_str`.
	decode : src, fmt -> (Try(Str, err), src) where [fmt.decode_str : fmt, src -> (Try(Str, err), src)]
	decode = |source, format| format.decode_str(source)

	## The text that `dbg` shows, of any value.
	inspect : _val -> Str
}

Utf8Problem : Str.Utf8Problem

str_around : Str, Str, U64 -> Try({ before : Str, after : Str }, [NotFound, ..])
str_around = |text, separator, index| {
	if index == U64.highest {
		Err(NotFound)
	} else {
		start = index + separator.count_utf8_bytes()
		before = Intrinsic.str_slice(text, 0, index)
		Ok({ before, after: Intrinsic.str_slice(text, start, text.count_utf8_bytes() - start) })
	}
}

utf8_problem_kind : U64 -> Str.Utf8Problem
utf8_problem_kind = |kind| match kind {
	0 => InvalidStartByte
	1 => UnexpectedEndOfSequence
	2 => ExpectedContinuation
	3 => OverlongEncoding
	4 => CodepointTooLarge
	_ => EncodesSurrogateHalf
}

## Values of one type, one after the other in memory. Indices start at 0.
List(item) :: [ProvidedByCompiler].{
	## How many items there are.
	len : List(_item) -> U64

	## Whether there are no items.
	is_empty : List(_item) -> Bool
	is_empty = |list| list.len() == 0

	## The items from the first to the last.
	iter : List(item) -> Iter(item)
	iter = |list| list_iter_from(list, 0)

	## The items from the last to the first.
	iter_rev : List(item) -> Iter(item)
	iter_rev = |list| list_iter_down(list, list.len())

	## A list of all items.
	from_iter : Iter(item) -> List(item)
	from_iter = |items| {
		var $list = match items.size_hint() {
			Known(length) => List.with_capacity(length)
			Unknown => []
		}
		for item in items {
			$list = $list.append(item)
		}
		$list
	}

	## The items of the first list, then those of the second.
	concat : List(item), List(item) -> List(item)

	## The items of all lists in one.
	join : List(List(item)) -> List(item)
	join = |lists| {
		var $length = 0
		for list in lists {
			$length = $length + list.len()
		}
		var $joined = List.with_capacity($length)
		for list in lists {
			$joined = $joined.concat(list)
		}
		$joined
	}

	## The items of all lists that the function makes, in one.
	join_map : List(a), (a -> List(b)) -> List(b)
	join_map = |list, transform| {
		var $joined = []
		for item in list {
			$joined = $joined.concat(transform(item))
		}
		$joined
	}

	## With an item between each two neighbours.
	intersperse : List(a), a -> List(a)
	intersperse = |list, separator| {
		length = list.len()
		if length < 2 {
			return list
		}
		var $spread = List.with_capacity(length * 2 - 1)
		for item in list {
			if $spread.len() > 0 {
				$spread = $spread.append(separator)
			}
			$spread = $spread.append(item)
		}
		$spread
	}

	## An empty list with room for so many items.
	with_capacity : U64 -> List(item)

	## The same list with room for so many more items.
	reserve : List(item), U64 -> List(item)

	## The same list in no more memory than it needs.
	release_excess_capacity : List(item) -> List(item)

	## A stable sort.
	sort_with : List(item), (item, item -> [LT, EQ, GT]) -> List(item)
	sort_with = |list, compare| {
		length = list.len()
		var $from = list_sort_runs(list, compare)
		var $width = list_run_length
		if $width < length {
			var $spare = List.with_capacity(length)
			while $width < length {
				$spare = list_merge_runs($from, $spare, $width, compare)
				emptied = $from.clear()
				$from = $spare
				$spare = emptied
				$width = $width * 2
			}
		}
		$from
	}

	is_eq : List(item), List(item) -> Bool where [item.is_eq : item, item -> Bool]
	is_eq = |a, b| {
		length = a.len()
		if length != b.len() {
			return False
		}
		var $index = 0
		while $index < length {
			if Intrinsic.list_get_unchecked(a, $index) != Intrinsic.list_get_unchecked(b, $index) {
				return False
			}
			$index = $index + 1
		}
		True
	}

	to_hash : List(item), Hasher -> Hasher where [item.to_hash : item, Hasher -> Hasher]
	to_hash = |list, hasher| {
		var $hasher = hasher.write_u64(list.len())
		for item in list {
			$hasher = item.to_hash($hasher)
		}
		$hasher
	}

	parser_for : encoding -> (state -> Try({ value : List(item), rest : state }, err)) where [item.parser_for : encoding -> (state -> Try({ value : item, rest : state }, err)), encoding.parse_list_start : encoding, state -> Try([Counted({ len : U64, rest : state }), Uncounted(state)], err), encoding.parse_list_next : encoding, state -> Try([Item(state), Done(state)], err), encoding.parse_list_after_item : encoding, state -> Try([Continue(state), Done(state)], err)]
	parser_for = |encoding| {
		Item : item
		parse = Item.parser_for(encoding)
		|start| match encoding.parse_list_start(start)? {
			Counted({ len: count, rest: first }) => {
				var $list = []
				var $state = first
				while $list.len() < count {
					{ value, rest } = parse($state)?
					$list = $list.append(value)
					$state = rest
				}
				Ok({ value: $list, rest: $state })
			}
			Uncounted(first) => match encoding.parse_list_next(first)? {
				Done(rest) => Ok({ value: [], rest })
				Item(at) => {
					var $list = []
					var $state = at
					while True {
						{ value, rest } = parse($state)?
						$list = $list.append(value)
						match encoding.parse_list_after_item(rest)? {
							Continue(next) => {
								$state = next
							}
							Done(end) => {
								$state = end
								break
							}
						}
					}
					Ok({ value: $list, rest: $state })
				}
			}
		}
	}

	encoder_for : encoding -> (List(item), state -> Try(state, err)) where [item.encoder_for : encoding -> (item, state -> Try(state, err)), encoding.encode_list : state, U64, (container_state, (container_state, (state -> Try(state, err)) -> Try(container_state, err)) -> Try(container_state, err)) -> Try(state, err)]
	encoder_for = |encoding| {
		Format : encoding
		Item : item
		encode = Item.encoder_for(encoding)
		|list, state| Format.encode_list(state, list.len(), |start, write_item| list.fold_try(start, |at, item| write_item(at, |inner| encode(item, inner))))
	}

	## Decodes one in a format that has `decode_list`.
	decode : src, fmt -> (Try(List(item), err), src) where [fmt.decode_list : fmt, src, (src, fmt -> (Try(item, err), src)) -> (Try(List(item), err), src), item.decode : src, fmt -> (Try(item, err), src)]
	decode = |source, format| {
		Item : item
		format.decode_list(source, |inner, same| Item.decode(inner, same))
	}

	## With one more item at the end.
	append : List(a), a -> List(a)

	## With one more item at the end, if there is one.
	append_if_ok : List(a), Try(a, _err) -> List(a)
	append_if_ok = |list, try| match try {
		Ok(item) => list.append(item)
		Err(_) => list
	}

	## Appends items of the list itself: start and count. The range may run into what it appends.
	append_range_within : List(a), U64, U64 -> Try(List(a), [OutOfBounds, ..])
	append_range_within = |list, start, count| {
		length = list.len()
		if start < length or (start == length and count == 0) {
			Ok(Intrinsic.list_append_within(list, start, count))
		} else {
			Err(OutOfBounds)
		}
	}

	## Copies items inside the list: target, source and count. The ranges may overlap.
	copy_range_within : List(a), U64, U64, U64 -> Try(List(a), [OutOfBounds, ..])
	copy_range_within = |list, target, source, count| {
		length = list.len()
		if count == 0 {
			Ok(list)
		} else if count <= length and target <= length - count and source <= length - count {
			Ok(Intrinsic.list_copy_within(list, target, source, count))
		} else {
			Err(OutOfBounds)
		}
	}

	## Appends a range of another list, as far as it has that.
	append_sublist : List(a), List(a), { start : U64, len : U64 } -> List(a)
	append_sublist = |list, other, range| list_append_range(list, other, range.start, range.len)

	## With one more item at the start, if there is one.
	prepend_if_ok : List(a), Try(a, _err) -> List(a)
	prepend_if_ok = |list, try| match try {
		Ok(item) => list.prepend(item)
		Err(_) => list
	}

	## With one more item at the start.
	prepend : List(a), a -> List(a)

	## The first item.
	first : List(item) -> Try(item, [ListWasEmpty, ..])
	first = |list| if list.len() == 0 {
		Err(ListWasEmpty)
	} else {
		Ok(Intrinsic.list_get_unchecked(list, 0))
	}

	## The item at an index.
	get : List(item), U64 -> Try(item, [OutOfBounds, ..])
	get = |list, index| if index < list.len() {
		Ok(Intrinsic.list_get_unchecked(list, index))
	} else {
		Err(OutOfBounds)
	}

	## The item at an index.
	subscript : List(item), U64 -> Try(item, [OutOfBounds, ..])
	subscript = |list, index| list.get(index)

	## The item at an index modulo the length.
	get_wrap : List(item), U64 -> Try(item, [ListWasEmpty, ..])
	get_wrap = |list, index| if list.len() == 0 {
		Err(ListWasEmpty)
	} else {
		Ok(Intrinsic.list_get_unchecked(list, index % list.len()))
	}

	## With another item at an index.
	set : List(a), U64, a -> Try(List(a), [OutOfBounds, ..])
	set = |list, index, item| if index < list.len() {
		Ok(Intrinsic.list_set_unchecked(list, index, item))
	} else {
		Err(OutOfBounds)
	}

	## With another item at an index; gives the old one too.
	replace : List(a), U64, a -> Try({ list : List(a), prev : a }, [OutOfBounds, ..])
	replace = |list, index, item| if index < list.len() {
		(hollow, prev) = Intrinsic.list_take_unchecked(list, index)
		Ok({ list: Intrinsic.list_put_unchecked(hollow, index, item), prev })
	} else {
		Err(OutOfBounds)
	}

	## With what the function makes of the item at an index.
	update : List(a), U64, (a -> a) -> Try(List(a), [OutOfBounds, ..])
	update = |list, index, change| if index < list.len() {
		(hollow, item) = Intrinsic.list_take_unchecked(list, index)
		Ok(Intrinsic.list_put_unchecked(hollow, index, change(item)))
	} else {
		Err(OutOfBounds)
	}

	## With two items exchanged.
	swap : List(a), U64, U64 -> Try(List(a), [OutOfBounds, ..])
	swap = |list, i, j| if i < list.len() and j < list.len() {
		Ok(Intrinsic.list_swap_unchecked(list, i, j))
	} else {
		Err(OutOfBounds)
	}

	## With one more item before the one at an index; the length as index appends it.
	insert : List(a), U64, a -> Try(List(a), [OutOfBounds, ..])
	insert = |list, index, item| if index <= list.len() {
		Ok(Intrinsic.list_insert_unchecked(list, index, item))
	} else {
		Err(OutOfBounds)
	}

	## With the items in reverse order.
	rev : List(item) -> List(item)

	## Runs the function on each item.
	for_each! : List(item), (item => {}) => {}
	for_each! = |list, action!| {
		for item in list {
			action!(item)
		}
	}

	## What the function makes of each item.
	map : List(a), (a -> b) -> List(b)
	map = |list, transform| {
		var $mapped = List.with_capacity(list.len())
		for item in list {
			$mapped = $mapped.append(transform(item))
		}
		$mapped
	}

	## What the function makes of each item and its index.
	map_with_index : List(a), (a, U64 -> b) -> List(b)
	map_with_index = |list, transform| {
		var $mapped = List.with_capacity(list.len())
		for item in list {
			$mapped = $mapped.append(transform(item, $mapped.len()))
		}
		$mapped
	}

	## What the function makes of the items of two lists at equal indices, as far as the shorter one goes.
	map2 : List(a), List(b), (a, b -> c) -> List(c)
	map2 = |xs, ys, combine| {
		length = xs.len().min(ys.len())
		var $mapped = List.with_capacity(length)
		var $index = 0
		while $index < length {
			x = Intrinsic.list_get_unchecked(xs, $index)
			y = Intrinsic.list_get_unchecked(ys, $index)
			$mapped = $mapped.append(combine(x, y))
			$index = $index + 1
		}
		$mapped
	}

	## As map2, of three lists.
	map3 : List(a), List(b), List(c), (a, b, c -> d) -> List(d)
	map3 = |xs, ys, zs, combine| {
		length = xs.len().min(ys.len()).min(zs.len())
		var $mapped = List.with_capacity(length)
		var $index = 0
		while $index < length {
			x = Intrinsic.list_get_unchecked(xs, $index)
			y = Intrinsic.list_get_unchecked(ys, $index)
			z = Intrinsic.list_get_unchecked(zs, $index)
			$mapped = $mapped.append(combine(x, y, z))
			$index = $index + 1
		}
		$mapped
	}

	## As map2, of four lists.
	map4 : List(a), List(b), List(c), List(d), (a, b, c, d -> e) -> List(e)
	map4 = |ws, xs, ys, zs, combine| {
		length = ws.len().min(xs.len()).min(ys.len()).min(zs.len())
		var $mapped = List.with_capacity(length)
		var $index = 0
		while $index < length {
			w = Intrinsic.list_get_unchecked(ws, $index)
			x = Intrinsic.list_get_unchecked(xs, $index)
			y = Intrinsic.list_get_unchecked(ys, $index)
			z = Intrinsic.list_get_unchecked(zs, $index)
			$mapped = $mapped.append(combine(w, x, y, z))
			$index = $index + 1
		}
		$mapped
	}

	## The items for which the function is true.
	keep_if : List(a), (a -> Bool) -> List(a)
	keep_if = |list, predicate| {
		var $kept = []
		for item in list {
			if predicate(item) {
				$kept = $kept.append(item)
			}
		}
		$kept
	}

	## The items for which the function is false.
	drop_if : List(a), (a -> Bool) -> List(a)
	drop_if = |list, predicate| {
		var $kept = []
		for item in list {
			if !predicate(item) {
				$kept = $kept.append(item)
			}
		}
		$kept
	}

	## The values of the results that are Ok.
	keep_oks : List(before), (before -> Try(after, _err)) -> List(after)
	keep_oks = |list, transform| {
		var $kept = []
		for item in list {
			match transform(item) {
				Ok(value) => {
					$kept = $kept.append(value)
				}
				Err(_) => {}
			}
		}
		$kept
	}

	## The errors of the results that are Err.
	keep_errs : List(before), (before -> Try(_ok, after)) -> List(after)
	keep_errs = |list, transform| {
		var $kept = []
		for item in list {
			match transform(item) {
				Ok(_) => {}
				Err(problem) => {
					$kept = $kept.append(problem)
				}
			}
		}
		$kept
	}

	## For how many items the function is true.
	count_if : List(a), (a -> Bool) -> U64
	count_if = |list, predicate| {
		var $count = 0
		for item in list {
			if predicate(item) {
				$count = $count + 1
			}
		}
		$count
	}

	## The function's results for all items, or its first error.
	map_try : List(a), (a -> Try(b, err)) -> Try(List(b), err)
	map_try = |list, transform| {
		var $mapped = List.with_capacity(list.len())
		for item in list {
			$mapped = $mapped.append(transform(item)?)
		}
		Ok($mapped)
	}

	## The function's results for all items, or its first error.
	map_try! : List(a), (a => Try(b, err)) => Try(List(b), err)
	map_try! = |list, transform!| {
		var $mapped = List.with_capacity(list.len())
		for item in list {
			$mapped = $mapped.append(transform!(item)?)
		}
		Ok($mapped)
	}

	## The items for which the function is true, or its first error.
	keep_if_try : List(a), (a -> Try(Bool, err)) -> Try(List(a), err)
	keep_if_try = |list, predicate| {
		var $kept = []
		for item in list {
			if predicate(item)? {
				$kept = $kept.append(item)
			}
		}
		Ok($kept)
	}

	## The items for which the function is true, or its first error.
	keep_if_try! : List(a), (a => Try(Bool, err)) => Try(List(a), err)
	keep_if_try! = |list, predicate!| {
		var $kept = []
		for item in list {
			if predicate!(item)? {
				$kept = $kept.append(item)
			}
		}
		Ok($kept)
	}

	## The state after the function got each item, from the first on.
	fold : List(item), state, (state, item -> state) -> state
	fold = |list, initial, step| {
		var $state = initial
		for item in list {
			$state = step($state, item)
		}
		$state
	}

	## As fold, with indices.
	fold_with_index : List(item), state, (state, item, U64 -> state) -> state
	fold_with_index = |list, initial, step| {
		var $state = initial
		var $index = 0
		for item in list {
			$state = step($state, item, $index)
			$index = $index + 1
		}
		$state
	}

	## As fold, up to the first Break.
	fold_until : List(item), state, (state, item -> [Continue(state), Break(state)]) -> state
	fold_until = |list, initial, step| {
		var $state = initial
		for item in list {
			match step($state, item) {
				Continue(state) => {
					$state = state
				}
				Break(state) => return state
			}
		}
		$state
	}

	## As fold_with_index, up to the first Break.
	fold_with_index_until : List(item), state, (state, item, U64 -> [Continue(state), Break(state)]) -> state
	fold_with_index_until = |list, initial, step| {
		var $state = initial
		var $index = 0
		for item in list {
			match step($state, item, $index) {
				Continue(state) => {
					$state = state
				}
				Break(state) => return state
			}
			$index = $index + 1
		}
		$state
	}

	## The state after the function got each item, from the last on. The function takes the item first.
	fold_rev : List(item), state, (item, state -> state) -> state
	fold_rev = |list, initial, step| {
		var $state = initial
		var $index = list.len()
		while $index > 0 {
			$index = $index - 1
			$state = step(Intrinsic.list_get_unchecked(list, $index), $state)
		}
		$state
	}

	## As fold, up to the first error.
	fold_try : List(item), state, (state, item -> Try(state, err)) -> Try(state, err)
	fold_try = |list, initial, step| {
		var $state = initial
		for item in list {
			$state = step($state, item)?
		}
		Ok($state)
	}

	## As fold, up to the first error.
	fold_try! : List(item), state, (state, item => Try(state, err)) => Try(state, err)
	fold_try! = |list, initial, step!| {
		var $state = initial
		for item in list {
			$state = step!($state, item)?
		}
		Ok($state)
	}

	## Whether the second list is at the start of the first.
	starts_with : List(a), List(a) -> Bool where [a.is_eq : a, a -> Bool]
	starts_with = |list, prefix| list_matches_at(list, prefix, 0)

	## Whether the second list is at the end of the first.
	ends_with : List(a), List(a) -> Bool where [a.is_eq : a, a -> Bool]
	ends_with = |list, suffix| suffix.len() <= list.len() and list_matches_at(list, suffix, list.len() - suffix.len())

	## Whether the function is true for some item.
	any : List(a), (a -> Bool) -> Bool
	any = |list, predicate| {
		for item in list {
			if predicate(item) {
				return True
			}
		}
		False
	}

	## Whether some item equals the second argument.
	contains : List(a), a -> Bool where [a.is_eq : a, a -> Bool]
	contains = |list, needle| {
		for item in list {
			if item == needle {
				return True
			}
		}
		False
	}

	## Whether the function is true for all items.
	all : List(a), (a -> Bool) -> Bool
	all = |list, predicate| {
		for item in list {
			if !predicate(item) {
				return False
			}
		}
		True
	}

	## The last item.
	last : List(item) -> Try(item, [ListWasEmpty, ..])
	last = |list| if list.len() == 0 {
		Err(ListWasEmpty)
	} else {
		Ok(Intrinsic.list_get_unchecked(list, list.len() - 1))
	}

	## A list of one item.
	single : item -> List(item)
	single = |item| [item]

	## Without the item at an index, if there is one.
	drop_at : List(a), U64 -> List(a)
	drop_at = |list, index| if index < list.len() {
		Intrinsic.list_drop_at_unchecked(list, index)
	} else {
		list
	}

	## Removes an item in constant time: the last one takes its place.
	drop_swap : List(a), U64 -> List(a)
	drop_swap = |list, index| if index < list.len() {
		(hollow, _) = Intrinsic.list_take_unchecked(list, index)
		Intrinsic.list_close_unchecked(hollow, index)
	} else {
		list
	}

	## A range of the list, as far as it has that.
	sublist : List(a), { start : U64, len : U64 } -> List(a)
	sublist = |list, range| Intrinsic.list_sublist(list, range.start, range.len)

	## Lists of so many items each, the last one perhaps shorter; none for 0.
	chunks_of : List(a), U64 -> List(List(a))
	chunks_of = |list, size| {
		if size == 0 {
			return []
		}
		length = list.len()
		var $chunks = []
		var $start = 0
		while $start < length {
			$chunks = $chunks.append(Intrinsic.list_sublist(list, $start, size))
			$start = $start.plus_saturated(size)
		}
		$chunks
	}

	## The first items, so many or all.
	take_first : List(a), U64 -> List(a)
	take_first = |list, count| Intrinsic.list_sublist(list, 0, count)

	## No items; the memory is kept where nothing else uses it.
	clear : List(a) -> List(a)

	## The last items, so many or all.
	take_last : List(a), U64 -> List(a)
	take_last = |list, count| Intrinsic.list_sublist(list, list.len().minus_saturated(count), count)

	## Without so many of the first items.
	drop_first : List(a), U64 -> List(a)
	drop_first = |list, count| Intrinsic.list_sublist(list, count, U64.highest)

	## Without so many of the last items.
	drop_last : List(a), U64 -> List(a)
	drop_last = |list, count| Intrinsic.list_sublist(list, 0, list.len().minus_saturated(count))

	## The first item for which the function is true.
	find_first : List(a), (a -> Bool) -> Try(a, [NotFound, ..])
	find_first = |list, predicate| {
		for item in list {
			if predicate(item) {
				return Ok(item)
			}
		}
		Err(NotFound)
	}

	## The last item for which the function is true.
	find_last : List(a), (a -> Bool) -> Try(a, [NotFound, ..])
	find_last = |list, predicate| match list.find_last_index(predicate) {
		Ok(index) => Ok(Intrinsic.list_get_unchecked(list, index))
		Err(_) => Err(NotFound)
	}

	## The index of the first item for which the function is true.
	find_first_index : List(a), (a -> Bool) -> Try(U64, [NotFound, ..])
	find_first_index = |list, predicate| {
		var $index = 0
		for item in list {
			if predicate(item) {
				return Ok($index)
			}
			$index = $index + 1
		}
		Err(NotFound)
	}

	## The index of the last item for which the function is true.
	find_last_index : List(a), (a -> Bool) -> Try(U64, [NotFound, ..])
	find_last_index = |list, predicate| {
		var $index = list.len()
		while $index > 0 {
			$index = $index - 1
			if predicate(Intrinsic.list_get_unchecked(list, $index)) {
				return Ok($index)
			}
		}
		Err(NotFound)
	}

	## The items before an index, and the others.
	split_at : List(a), U64 -> { before : List(a), others : List(a) }
	split_at = |list, index| { before: list.take_first(index), others: list.drop_first(index) }

	## The lists between the items that equal the second argument.
	split_on : List(a), a -> List(List(a)) where [a.is_eq : a, a -> Bool]
	split_on = |list, separator| list.split_if(|item| item == separator)

	## The lists between the items for which the function is true.
	split_if : List(a), (a -> Bool) -> List(List(a))
	split_if = |list, predicate| {
		var $parts = []
		var $start = 0
		var $index = 0
		for item in list {
			if predicate(item) {
				$parts = $parts.append(Intrinsic.list_sublist(list, $start, $index - $start))
				$start = $index + 1
			}
			$index = $index + 1
		}
		$parts.append(Intrinsic.list_sublist(list, $start, $index - $start))
	}

	## The lists between the occurrences of the second list; the whole list if that is empty.
	split_on_list : List(a), List(a) -> List(List(a)) where [a.is_eq : a, a -> Bool]
	split_on_list = |list, separator| {
		width = separator.len()
		length = list.len()
		if width == 0 {
			return [list]
		}
		var $parts = []
		var $start = 0
		var $index = 0
		while $index < length {
			if list_matches_at(list, separator, $index) {
				$parts = $parts.append(Intrinsic.list_sublist(list, $start, $index - $start))
				$index = $index + width
				$start = $index
			} else {
				$index = $index + 1
			}
		}
		$parts.append(Intrinsic.list_sublist(list, $start, length - $start))
	}

	## What is before and after the first item that equals the second argument.
	split_first : List(a), a -> Try({ before : List(a), after : List(a) }, [NotFound, ..]) where [a.is_eq : a, a -> Bool]
	split_first = |list, separator| match list.find_first_index(|item| item == separator) {
		Ok(index) => Ok({ before: list.take_first(index), after: list.drop_first(index + 1) })
		Err(_) => Err(NotFound)
	}

	## What is before and after the last item that equals the second argument.
	split_last : List(a), a -> Try({ before : List(a), after : List(a) }, [NotFound, ..]) where [a.is_eq : a, a -> Bool]
	split_last = |list, separator| match list.find_last_index(|item| item == separator) {
		Ok(index) => Ok({ before: list.take_first(index), after: list.drop_first(index + 1) })
		Err(_) => Err(NotFound)
	}

	## A list of an item so many times.
	repeat : a, U64 -> List(a)

	## All items added up; the type's default for an empty list.
	sum : List(item) -> item where [item.plus : item, item -> item, item.default : item]
	sum = |list| {
		Item : item
		if list.len() == 0 {
			return Item.default()
		}
		var $total = Intrinsic.list_get_unchecked(list, 0)
		for item in Intrinsic.list_sublist(list, 1, U64.highest) {
			$total = $total + item
		}
		$total
	}

	## The least item.
	min : List(a) -> Try(a, [ListWasEmpty, ..]) where [a.min : a, a -> a]
	min = |list| if list.len() == 0 {
		Err(ListWasEmpty)
	} else {
		var $least = Intrinsic.list_get_unchecked(list, 0)
		for item in Intrinsic.list_sublist(list, 1, U64.highest) {
			$least = $least.min(item)
		}
		Ok($least)
	}

	## The greatest item.
	max : List(a) -> Try(a, [ListWasEmpty, ..]) where [a.max : a, a -> a]
	max = |list| if list.len() == 0 {
		Err(ListWasEmpty)
	} else {
		var $greatest = Intrinsic.list_get_unchecked(list, 0)
		for item in Intrinsic.list_sublist(list, 1, U64.highest) {
			$greatest = $greatest.max(item)
		}
		Ok($greatest)
	}
}

list_iter_from : List(item), U64 -> Iter(item)
list_iter_from = |list, index| {
	len_if_known: Known(list.len().minus_saturated(index)),
	step: || if index < list.len() {
		One({ item: Intrinsic.list_get_unchecked(list, index), rest: list_iter_from(list, index + 1) })
	} else {
		Done
	},
}

list_iter_down : List(item), U64 -> Iter(item)
list_iter_down = |list, count| {
	len_if_known: Known(count),
	step: || if count > 0 {
		One({ item: Intrinsic.list_get_unchecked(list, count - 1), rest: list_iter_down(list, count - 1) })
	} else {
		Done
	},
}

list_matches_at : List(a), List(a), U64 -> Bool where [a.is_eq : a, a -> Bool]
list_matches_at = |list, part, start| {
	length = part.len()
	if start > list.len() or length > list.len() - start {
		return False
	}
	var $index = 0
	while $index < length {
		if Intrinsic.list_get_unchecked(list, start + $index) != Intrinsic.list_get_unchecked(part, $index) {
			return False
		}
		$index = $index + 1
	}
	True
}

list_append_range : List(a), List(a), U64, U64 -> List(a)
list_append_range = |list, other, start, count| list.concat(Intrinsic.list_sublist(other, start, count))

# Pieces of this length are sorted by insertion, longer ones by merging.
list_run_length : U64
list_run_length = 8

list_sort_runs : List(item), (item, item -> [LT, EQ, GT]) -> List(item)
list_sort_runs = |list, compare| {
	length = list.len()
	var $list = list
	var $start = 0
	while $start < length {
		end = length.min($start + list_run_length)
		var $next = $start + 1
		while $next < end {
			var $at = $next
			while $at > $start {
				left = Intrinsic.list_get_unchecked($list, $at - 1)
				right = Intrinsic.list_get_unchecked($list, $at)
				match compare(left, right) {
					GT => {
						$list = Intrinsic.list_swap_unchecked($list, $at - 1, $at)
						$at = $at - 1
					}
					_ => break
				}
			}
			$next = $next + 1
		}
		$start = end
	}
	$list
}

# Appends the items of `from`, whose pieces of `width` items are sorted, to `into`, where pieces of twice that are.
list_merge_runs : List(item), List(item), U64, (item, item -> [LT, EQ, GT]) -> List(item)
list_merge_runs = |from, into, width, compare| {
	length = from.len()
	var $into = into
	var $start = 0
	while $start < length {
		middle = length.min($start + width)
		end = length.min(middle + width)
		$into = list_merge($into, from, $start, middle, end, compare)
		$start = end
	}
	$into
}

list_merge : List(item), List(item), U64, U64, U64, (item, item -> [LT, EQ, GT]) -> List(item)
list_merge = |into, from, start, middle, end, compare| {
	in_order = middle == end or match compare(Intrinsic.list_get_unchecked(from, middle - 1), Intrinsic.list_get_unchecked(from, middle)) {
		GT => False
		_ => True
	}
	if in_order {
		return list_append_range(into, from, start, end - start)
	}
	var $into = into
	var $left = start
	var $right = middle
	while $left < middle and $right < end {
		left = Intrinsic.list_get_unchecked(from, $left)
		right = Intrinsic.list_get_unchecked(from, $right)
		match compare(left, right) {
			GT => {
				$into = $into.append(right)
				$right = $right + 1
			}
			_ => {
				$into = $into.append(left)
				$left = $left + 1
			}
		}
	}
	$into = list_append_range($into, from, $left, middle - $left)
	list_append_range($into, from, $right, end - $right)
}

## A sequence of items that are made one by one, when they are asked for.
Iter(item) :: {
	len_if_known : [Known(U64), Unknown],
	step : () -> [One({ item : item, rest : Iter(item) }), Skip({ rest : Iter(item) }), Done],
}.{
	## Items made from a state, one by one; the second argument says how many there are.
	custom : state, [Known(U64), Unknown], (state -> Try((item, state), [NoMore])) -> Iter(item)
	custom = |state, len_if_known, advance| {
		len_if_known,
		step: || match advance(state) {
			Ok((item, after)) => One({ item, rest: Iter.custom(after, one_less(len_if_known), advance) })
			Err(NoMore) => Done
		},
	}

	## The items themselves.
	iter : Iter(item) -> Iter(item)
	iter = |items| items

	## One item.
	single : item -> Iter(item)
	single = |item| {
		len_if_known: Known(1),
		step: || One({ item, rest: iter_empty() }),
	}

	## With one more item at the start.
	prepended : Iter(item), item -> Iter(item)
	prepended = |items, item| {
		len_if_known: one_more(items.len_if_known),
		step: || One({ item, rest: items }),
	}

	## The first items, then the second ones.
	concat : Iter(item), Iter(item) -> Iter(item)
	concat = |items, others| {
		len_if_known: match (items.len_if_known, others.len_if_known) {
			(Known(a), Known(b)) => Known(a.plus_saturated(b))
			_ => Unknown
		},
		step: || match items.next() {
			One({ item, rest }) => One({ item, rest: rest.concat(others) })
			Skip({ rest }) => Skip({ rest: rest.concat(others) })
			Done => Skip({ rest: others })
		},
	}

	## With one more item at the end.
	append : Iter(item), item -> Iter(item)
	append = |items, item| items.concat(Iter.single(item))

	## The first item with the rest, or only a rest, or that there is nothing more.
	next : Iter(item) -> [One({ item : item, rest : Iter(item) }), Skip({ rest : Iter(item) }), Done]
	next = |items| (items.step)()

	## What the function makes of each item.
	map : Iter(a), (a -> b) -> Iter(b)
	map = |items, transform| {
		len_if_known: items.len_if_known,
		step: || match items.next() {
			One({ item, rest }) => One({ item: transform(item), rest: rest.map(transform) })
			Skip({ rest }) => Skip({ rest: rest.map(transform) })
			Done => Done
		},
	}

	## The items for which the function is true.
	keep_if : Iter(a), (a -> Bool) -> Iter(a)
	keep_if = |items, predicate| {
		len_if_known: Unknown,
		step: || match items.next() {
			One({ item, rest }) => if predicate(item) {
				One({ item, rest: rest.keep_if(predicate) })
			} else {
				Skip({ rest: rest.keep_if(predicate) })
			}
			Skip({ rest }) => Skip({ rest: rest.keep_if(predicate) })
			Done => Done
		},
	}

	## The items for which the function is false.
	drop_if : Iter(a), (a -> Bool) -> Iter(a)
	drop_if = |items, predicate| items.keep_if(|item| !predicate(item))

	## The state after the function got each item.
	fold : Iter(a), acc, (acc, a -> acc) -> acc
	fold = |items, initial, step| {
		var $acc = initial
		for item in items {
			$acc = step($acc, item)
		}
		$acc
	}

	## All items added up; the type's default for none.
	sum : Iter(item) -> item where [item.plus : item, item -> item, item.default : item]
	sum = |items| {
		Item : item
		match iter_reduce(items, |a, b| a + b) {
			Ok(total) => total
			Err(IterWasEmpty) => Item.default()
		}
	}

	## All items multiplied.
	product : Iter(item) -> Try(item, [IterWasEmpty, ..]) where [item.times : item, item -> item]
	product = |items| match iter_reduce(items, |a, b| a * b) {
		Ok(total) => Ok(total)
		Err(IterWasEmpty) => Err(IterWasEmpty)
	}

	## The least item.
	min : Iter(item) -> Try(item, [IterWasEmpty, ..]) where [item.min : item, item -> item]
	min = |items| match iter_reduce(items, |a, b| a.min(b)) {
		Ok(least) => Ok(least)
		Err(IterWasEmpty) => Err(IterWasEmpty)
	}

	## The greatest item.
	max : Iter(item) -> Try(item, [IterWasEmpty, ..]) where [item.max : item, item -> item]
	max = |items| match iter_reduce(items, |a, b| a.max(b)) {
		Ok(greatest) => Ok(greatest)
		Err(IterWasEmpty) => Err(IterWasEmpty)
	}

	## How many items there are, if that is known.
	size_hint : Iter(_item) -> [Known(U64), Unknown]
	size_hint = |items| items.len_if_known

	## All items in a List, a Dict or whatever is made from an Iter.
	collect : Iter(item) -> output where [output.from_iter : Iter(item) -> output]
	collect = |items| {
		Output : output
		Output.from_iter(items)
	}

	## The items as a stream.
	stream : Iter(item) -> Stream(item)
	stream = |items| Stream.from_iter(items)

	## The first items, so many or all.
	take_first : Iter(item), U64 -> Iter(item)
	take_first = |items, count| {
		len_if_known: match items.len_if_known {
			Known(length) => Known(length.min(count))
			Unknown => if count == 0 {
				Known(0)
			} else {
				Unknown
			}
		},
		step: || if count == 0 {
			Done
		} else {
			match items.next() {
				One({ item, rest }) => One({ item, rest: rest.take_first(count - 1) })
				Skip({ rest }) => Skip({ rest: rest.take_first(count) })
				Done => Done
			}
		},
	}

	## Without so many of the first items.
	drop_first : Iter(item), U64 -> Iter(item)
	drop_first = |items, count| if count == 0 {
		items
	} else {
		{
			len_if_known: match items.len_if_known {
				Known(length) => Known(length.minus_saturated(count))
				Unknown => Unknown
			},
			step: || match items.next() {
				One({ rest, .. }) => Skip({ rest: rest.drop_first(count - 1) })
				Skip({ rest }) => Skip({ rest: rest.drop_first(count) })
				Done => Done
			},
		}
	}

	## The first item and every so many-th after it; none for 0.
	step_by : Iter(item), U64 -> Iter(item)
	step_by = |items, stride| if stride == 0 {
		iter_empty()
	} else {
		{
			len_if_known: match items.len_if_known {
				Known(length) => Known(length.div_ceil_by(stride))
				Unknown => Unknown
			},
			step: || match items.next() {
				One({ item, rest }) => One({ item, rest: rest.drop_first(stride - 1).step_by(stride) })
				Skip({ rest }) => Skip({ rest: rest.step_by(stride) })
				Done => Done
			},
		}
	}
}

iter_empty : () -> Iter(_item)
iter_empty = || {
	len_if_known: Known(0),
	step: || Done,
}

iter_reduce : Iter(item), (item, item -> item) -> Try(item, [IterWasEmpty])
iter_reduce = |items, combine| match items.next() {
	One({ item, rest }) => Ok(rest.fold(item, combine))
	Skip({ rest }) => iter_reduce(rest, combine)
	Done => Err(IterWasEmpty)
}

one_less : [Known(U64), Unknown] -> [Known(U64), Unknown]
one_less = |length| match length {
	Known(count) => Known(count.minus_saturated(1))
	Unknown => Unknown
}

one_more : [Known(U64), Unknown] -> [Known(U64), Unknown]
one_more = |length| match length {
	Known(count) => if count == U64.highest {
		Unknown
	} else {
		Known(count + 1)
	}
	Unknown => Unknown
}

## A sequence of items, each of which may have an effect when it is asked for.
Stream(item) :: {
	len_if_known : [Known(U64), Unknown],
	step! : () => [One({ item : item, rest : Stream(item) }), Skip({ rest : Stream(item) }), Done],
}.{
	## The items of an iterator.
	from_iter : Iter(item) -> Stream(item)
	from_iter = |items| {
		len_if_known: items.len_if_known,
		step!: || match items.next() {
			One({ item, rest }) => One({ item, rest: Stream.from_iter(rest) })
			Skip({ rest }) => Skip({ rest: Stream.from_iter(rest) })
			Done => Done
		},
	}

	## What the function makes of each item.
	map : Stream(a), (a => b) -> Stream(b)
	map = |stream, transform!| {
		len_if_known: stream.len_if_known,
		step!: || match stream.next!() {
			One({ item, rest }) => One({ item: transform!(item), rest: rest.map(transform!) })
			Skip({ rest }) => Skip({ rest: rest.map(transform!) })
			Done => Done
		},
	}

	## What the function makes of each item.
	map! : Stream(a), (a => b) => Stream(b)
	map! = |stream, transform!| stream.map(transform!)

	## The first item with the rest, or only a rest, or that there is nothing more.
	next! : Stream(item) => [One({ item : item, rest : Stream(item) }), Skip({ rest : Stream(item) }), Done]
	next! = |stream| (stream.step!)()

	## How many items there are, if that is known.
	size_hint : Stream(_item) -> [Known(U64), Unknown]
	size_hint = |stream| stream.len_if_known

	## A list of all items.
	collect! : Stream(item) => List(item)
	collect! = |stream| stream_collect!(stream, [])
}

stream_collect! : Stream(item), List(item) => List(item)
stream_collect! = |stream, list| match stream.next!() {
	One({ item, rest }) => stream_collect!(rest, list.append(item))
	Skip({ rest }) => stream_collect!(rest, list)
	Done => list
}

## Evenly spaced numbers from one end to another.
Range(num) :: {
	lower : num,
	upper : num,
	step : num,
	upper_bound : [Exclusive, Inclusive],
	direction : [To, From],
	len_if_known : [Known(U64), Unknown],
}.{
	## A range from its parts; a length that is given must be right.
	custom : { lower : num, upper : num, step : num, upper_bound : [Exclusive, Inclusive], direction : [To, From], len_if_known : [Known(U64), Unknown] } -> Range(num)
	custom = |{ lower, upper, step, upper_bound, direction, len_if_known }| { lower, upper, step, upper_bound, direction, len_if_known }

	## How many members there are, if that is known.
	size_hint : Range(_num) -> [Known(U64), Unknown]
	size_hint = |range| range.len_if_known

	## The same range with another step.
	step_by : Range(num), num -> Range(num) where [num.range_len_if_known : num, num, num, [Exclusive, Inclusive] -> [Known(U64), Unknown]]
	step_by = |range, step| {
		Number : num
		len_if_known = Number.range_len_if_known(range.lower, range.upper, step, range.upper_bound)
		{ ..range, step, len_if_known }
	}

	## The members.
	iter : Range(num) -> Iter(num) where [num.range_iter : num, num, num, [Exclusive, Inclusive], [To, From], [Known(U64), Unknown] -> Iter(num)]
	iter = |range| range_iter_in(range, range.direction)

	## The members in reverse order.
	iter_rev : Range(num) -> Iter(num) where [num.range_iter : num, num, num, [Exclusive, Inclusive], [To, From], [Known(U64), Unknown] -> Iter(num)]
	iter_rev = |range| match range.direction {
		To => range_iter_in(range, From)
		From => range_iter_in(range, To)
	}
}

range_iter_in : Range(num), [To, From] -> Iter(num) where [num.range_iter : num, num, num, [Exclusive, Inclusive], [To, From], [Known(U64), Unknown] -> Iter(num)]
range_iter_in = |range, direction| {
	Number : num
	Number.range_iter(range.lower, range.upper, range.step, range.upper_bound, direction, range.len_if_known)
}

# The length of a range that takes this many steps.
range_len : U128 -> [Known(U64), Unknown]
range_len = |steps| if steps < 18_446_744_073_709_551_615 {
	Known(steps.to_u64_wrap() + 1)
} else {
	Unknown
}

## Keys with values, in the order of their first insertion; removing a key moves the last entry to its place.
#
# `index` is an open-addressing table over `entries`; the runtime's functions on it work with places, which hold a
# slot of the table in the high half and an entry's number plus one in the low half; 0 is no place.
Dict(k, v) :: { entries : List((k, v)), index : List(U64) }.{
	is_eq : Dict(k, v), Dict(k, v) -> Bool where [k.is_eq : k, k -> Bool, k.to_hash : k, Hasher -> Hasher, v.is_eq : v, v -> Bool]
	is_eq = |a, b| {
		if a.entries.len() != b.entries.len() {
			return False
		}
		for (key, value) in a.entries {
			match b.get(key) {
				Ok(other) => if value != other {
					return False
				}
				Err(_) => return False
			}
		}
		True
	}

	to_hash : Dict(k, v), Hasher -> Hasher where [k.to_hash : k, Hasher -> Hasher, v.to_hash : v, Hasher -> Hasher]
	to_hash = |dict, hasher| {
		var $sum = 0
		for (key, value) in dict.entries {
			$sum = $sum.plus_wrap(value.to_hash(key.to_hash({ state: 0 })).state)
		}
		hasher.write_u64($sum)
	}

	parser_for : encoding -> (state -> Try({ value : Dict(k, v), rest : state }, err)) where [k.is_eq : k, k -> Bool, k.to_hash : k, Hasher -> Hasher, k.key_from_text : Str -> Try(k, [NoKey]), v.parser_for : encoding -> (state -> Try({ value : v, rest : state }, err)), encoding.parse_dict_start : encoding, state -> Try([Counted({ len : U64, rest : state }), Uncounted(state)], err), encoding.parse_dict_next : encoding, state -> Try([Entry(state), Done(state)], err), encoding.parse_key_str : encoding, state -> Try({ value : Str, rest : state }, err), encoding.invalid_value : encoding, state -> err, encoding.parse_dict_after_key : encoding, state -> Try(state, err), encoding.parse_dict_after_entry : encoding, state -> Try([Continue(state), Done(state)], err)]
	parser_for = |encoding| {
		Key : k
		Value : v
		parse_value = Value.parser_for(encoding)
		parse_entry = |at| {
			text = encoding.parse_key_str(at)?
			match Key.key_from_text(text.value) {
				Ok(key) => {
					{ value, rest } = parse_value(encoding.parse_dict_after_key(text.rest)?)?
					Ok((key, value, rest))
				}
				Err(NoKey) => Err(encoding.invalid_value(at))
			}
		}
		|start| match encoding.parse_dict_start(start)? {
			Counted({ len: count, rest: first }) => {
				var $dict = Dict.empty()
				var $state = first
				var $left = count
				while $left > 0 {
					(key, value, rest) = parse_entry($state)?
					$dict = $dict.insert(key, value)
					$state = rest
					$left = $left - 1
				}
				Ok({ value: $dict, rest: $state })
			}
			Uncounted(first) => match encoding.parse_dict_next(first)? {
				Done(rest) => Ok({ value: Dict.empty(), rest })
				Entry(at) => {
					var $dict = Dict.empty()
					var $state = at
					while True {
						(key, value, rest) = parse_entry($state)?
						$dict = $dict.insert(key, value)
						match encoding.parse_dict_after_entry(rest)? {
							Continue(next) => {
								$state = next
							}
							Done(end) => {
								$state = end
								break
							}
						}
					}
					Ok({ value: $dict, rest: $state })
				}
			}
		}
	}

	encoder_for : encoding -> (Dict(k, v), state -> Try(state, err)) where [k.key_text : k -> Str, v.encoder_for : encoding -> (v, state -> Try(state, err)), encoding.encode_key_str : Str, state -> Try(state, err), encoding.encode_dict : state, U64, (entries, (entries, (state -> Try(state, err)), (state -> Try(state, err)) -> Try(entries, err)) -> Try(entries, err)) -> Try(state, err)]
	encoder_for = |encoding| {
		Format : encoding
		Value : v
		encode_value = Value.encoder_for(encoding)
		|dict, state| Format.encode_dict(state, dict.len(), |start, write_entry| dict.entries.fold_try(start, |at, (key, value)| write_entry(at, |inner| Format.encode_key_str(key.key_text(), inner), |inner| encode_value(value, inner))))
	}

	## No entries.
	empty : () -> Dict(_k, _v)
	empty = || { entries: [], index: [] }

	## No entries, with room for so many.
	with_capacity : U64 -> Dict(_k, _v)
	with_capacity = |count| { entries: List.with_capacity(count), index: Intrinsic.dict_reserve([], count) }

	## How many entries fit without more memory.
	capacity : Dict(_k, _v) -> U64
	capacity = |dict| dict.index.len() // 4 * 3

	## The same dict with room for so many more entries.
	reserve : Dict(k, v), U64 -> Dict(k, v)
	reserve = |dict, count| {
		{ entries, index } = dict
		wanted = entries.len().plus_saturated(count)
		{ entries: entries.reserve(count), index: Intrinsic.dict_reserve(index, wanted) }
	}

	## The same dict in no more memory than it needs.
	release_excess_capacity : Dict(k, v) -> Dict(k, v) where [k.to_hash : k, Hasher -> Hasher]
	release_excess_capacity = |dict| {
		var $dict = Dict.with_capacity(dict.entries.len())
		for (key, value) in dict.entries {
			$dict = dict_push($dict, key, value)
		}
		$dict
	}

	## No entries; the memory is kept where nothing else uses it.
	clear : Dict(k, v) -> Dict(k, v)
	clear = |dict| {
		{ entries, index } = dict
		{ entries: entries.clear(), index: List.repeat(0, index.len()) }
	}

	## One entry.
	single : k, v -> Dict(k, v) where [k.is_eq : k, k -> Bool, k.to_hash : k, Hasher -> Hasher]
	single = |key, value| Dict.empty().insert(key, value)

	## How many entries there are.
	len : Dict(_k, _v) -> U64
	len = |dict| dict.entries.len()

	## Whether there are no entries.
	is_empty : Dict(_k, _v) -> Bool
	is_empty = |dict| dict.entries.len() == 0

	## The value of a key.
	get : Dict(k, v), k -> Try(v, [KeyNotFound, ..]) where [k.is_eq : k, k -> Bool, k.to_hash : k, Hasher -> Hasher]
	get = |dict, key| {
		place = dict_find(dict.entries, dict.index, key, hash_of(key))
		if place == 0 {
			Err(KeyNotFound)
		} else {
			(_, value) = Intrinsic.list_get_unchecked(dict.entries, place_entry(place))
			Ok(value)
		}
	}

	## The value of a key.
	subscript : Dict(k, v), k -> Try(v, [KeyNotFound, ..]) where [k.is_eq : k, k -> Bool, k.to_hash : k, Hasher -> Hasher]
	subscript = |dict, key| dict.get(key)

	## Whether there is such a key.
	contains : Dict(k, _v), k -> Bool where [k.is_eq : k, k -> Bool, k.to_hash : k, Hasher -> Hasher]
	contains = |dict, key| dict_find(dict.entries, dict.index, key, hash_of(key)) != 0

	## With this value for this key; a new key comes last.
	insert : Dict(k, v), k, v -> Dict(k, v) where [k.is_eq : k, k -> Bool, k.to_hash : k, Hasher -> Hasher]
	insert = |dict, key, value| {
		{ entries, index } = dict
		hash = hash_of(key)
		place = dict_find(entries, index, key, hash)
		if place == 0 {
			count = entries.len()
			{ entries: entries.append((key, value)), index: Intrinsic.dict_add(index, hash, count) }
		} else {
			{ entries: Intrinsic.list_set_unchecked(entries, place_entry(place), (key, value)), index: index }
		}
	}

	## Without this key; the last entry takes its place.
	remove : Dict(k, v), k -> Dict(k, v) where [k.is_eq : k, k -> Bool, k.to_hash : k, Hasher -> Hasher]
	remove = |dict, key| {
		{ entries, index } = dict
		place = dict_find(entries, index, key, hash_of(key))
		if place == 0 {
			{ entries, index }
		} else {
			(hollow, _) = Intrinsic.list_take_unchecked(entries, place_entry(place))
			dict_close(hollow, index, place)
		}
	}

	## The entries, in order.
	to_list : Dict(k, v) -> List((k, v))
	to_list = |dict| dict.entries

	## The entries, in order.
	iter : Dict(k, v) -> Iter((k, v))
	iter = |dict| dict.entries.iter()

	## The entries, in reverse order.
	iter_rev : Dict(k, v) -> Iter((k, v))
	iter_rev = |dict| dict.entries.iter_rev()

	## A dict of these entries; of equal keys the last one's value counts.
	from_list : List((k, v)) -> Dict(k, v) where [k.is_eq : k, k -> Bool, k.to_hash : k, Hasher -> Hasher]
	from_list = |pairs| {
		var $dict = Dict.with_capacity(pairs.len())
		for (key, value) in pairs {
			$dict = $dict.insert(key, value)
		}
		$dict
	}

	## A dict of these entries; of equal keys the last one's value counts.
	from_iter : Iter((k, v)) -> Dict(k, v) where [k.is_eq : k, k -> Bool, k.to_hash : k, Hasher -> Hasher]
	from_iter = |pairs| {
		var $dict = Dict.empty()
		for (key, value) in pairs {
			$dict = $dict.insert(key, value)
		}
		$dict
	}

	## The keys, in order.
	keys : Dict(k, _v) -> List(k)
	keys = |dict| dict.entries.map(|(key, _)| key)

	## The values, in the order of their keys.
	values : Dict(_k, v) -> List(v)
	values = |dict| dict.entries.map(|(_, value)| value)

	## The state after the function got each entry.
	fold : Dict(k, v), state, (state, k, v -> state) -> state
	fold = |dict, initial, step| {
		var $state = initial
		for (key, value) in dict.entries {
			$state = step($state, key, value)
		}
		$state
	}

	## As fold, up to the first Break.
	fold_until : Dict(k, v), state, (state, k, v -> [Continue(state), Break(state)]) -> state
	fold_until = |dict, initial, step| {
		var $state = initial
		for (key, value) in dict.entries {
			match step($state, key, value) {
				Continue(state) => {
					$state = state
				}
				Break(state) => return state
			}
		}
		$state
	}

	## The entries for which the function is true.
	keep_if : Dict(k, v), ((k, v) -> Bool) -> Dict(k, v) where [k.to_hash : k, Hasher -> Hasher]
	keep_if = |dict, predicate| {
		var $kept = Dict.empty()
		for (key, value) in dict.entries {
			if predicate((key, value)) {
				$kept = dict_push($kept, key, value)
			}
		}
		$kept
	}

	## The entries for which the function is false.
	drop_if : Dict(k, v), ((k, v) -> Bool) -> Dict(k, v) where [k.to_hash : k, Hasher -> Hasher]
	drop_if = |dict, predicate| dict.keep_if(|pair| !predicate(pair))

	## The same keys with what the function makes of each entry.
	map : Dict(k, a), (k, a -> b) -> Dict(k, b)
	map = |dict, transform| { entries: dict.entries.map(|(key, value)| (key, transform(key, value))), index: dict.index }

	## The entries of all dicts that the function makes, in one.
	join_map : Dict(a, b), (a, b -> Dict(x, y)) -> Dict(x, y) where [x.is_eq : x, x -> Bool, x.to_hash : x, Hasher -> Hasher]
	join_map = |dict, transform| {
		var $joined = Dict.empty()
		for (key, value) in dict.entries {
			$joined = $joined.insert_all(transform(key, value))
		}
		$joined
	}

	## With all entries of the second dict.
	insert_all : Dict(k, v), Dict(k, v) -> Dict(k, v) where [k.is_eq : k, k -> Bool, k.to_hash : k, Hasher -> Hasher]
	insert_all = |dict, others| {
		var $dict = dict
		for (key, value) in others.entries {
			$dict = $dict.insert(key, value)
		}
		$dict
	}

	## The entries that are in both.
	keep_shared : Dict(k, v), Dict(k, v) -> Dict(k, v) where [k.is_eq : k, k -> Bool, k.to_hash : k, Hasher -> Hasher, v.is_eq : v, v -> Bool]
	keep_shared = |dict, others| {
		var $kept = Dict.empty()
		for (key, value) in dict.entries {
			match others.get(key) {
				Ok(other) => if value == other {
					$kept = dict_push($kept, key, value)
				}
				Err(_) => {}
			}
		}
		$kept
	}

	## Without the keys of the second dict.
	remove_all : Dict(k, v), Dict(k, _w) -> Dict(k, v) where [k.is_eq : k, k -> Bool, k.to_hash : k, Hasher -> Hasher]
	remove_all = |dict, others| {
		var $dict = dict
		for (key, _) in others.entries {
			$dict = $dict.remove(key)
		}
		$dict
	}

	## With what the function makes of a key's value: it gets Err(Missing) for a key that isn't there, and removes one with that.
	update : Dict(k, v), k, (Try(v, [Missing]) -> Try(v, [Missing])) -> Dict(k, v) where [k.is_eq : k, k -> Bool, k.to_hash : k, Hasher -> Hasher]
	update = |dict, key, change| {
		{ entries, index } = dict
		hash = hash_of(key)
		place = dict_find(entries, index, key, hash)
		if place == 0 {
			match change(Err(Missing)) {
				Ok(value) => {
					count = entries.len()
					{ entries: entries.append((key, value)), index: Intrinsic.dict_add(index, hash, count) }
				}
				Err(Missing) => { entries, index }
			}
		} else {
			(hollow, (old_key, old_value)) = Intrinsic.list_take_unchecked(entries, place_entry(place))
			match change(Ok(old_value)) {
				Ok(value) => { entries: Intrinsic.list_put_unchecked(hollow, place_entry(place), (old_key, value)), index: index }
				Err(Missing) => dict_close(hollow, index, place)
			}
		}
	}
}

place_entry : U64 -> U64
place_entry = |place| place.to_u32_wrap().to_u64().minus_wrap(1)

# The place of a key, or 0. Mostly the first place is right, or there is none.
dict_find : List((k, v)), List(U64), k, U64 -> U64 where [k.is_eq : k, k -> Bool]
dict_find = |entries, index, key, hash| {
	place = Intrinsic.dict_first(index, hash)
	if place == 0 {
		0
	} else {
		(candidate, _) = Intrinsic.list_get_unchecked(entries, place_entry(place))
		if candidate == key {
			place
		} else {
			dict_find_further(entries, index, key, hash, place)
		}
	}
}

dict_find_further : List((k, v)), List(U64), k, U64, U64 -> U64 where [k.is_eq : k, k -> Bool]
dict_find_further = |entries, index, key, hash, after| {
	var $place = Intrinsic.dict_find(index, hash, after)
	while $place != 0 {
		(candidate, _) = Intrinsic.list_get_unchecked(entries, place_entry($place))
		if candidate == key {
			break
		}
		$place = Intrinsic.dict_find(index, hash, $place)
	}
	$place
}

# Adds a key that is not there yet.
dict_push : Dict(k, v), k, v -> Dict(k, v) where [k.to_hash : k, Hasher -> Hasher]
dict_push = |dict, key, value| {
	{ entries, index } = dict
	hash = hash_of(key)
	count = entries.len()
	{ entries: entries.append((key, value)), index: Intrinsic.dict_add(index, hash, count) }
}

# Removes the entry at this place, which has been taken out of the entries.
dict_close : List((k, v)), List(U64), U64 -> Dict(k, v) where [k.to_hash : k, Hasher -> Hasher]
dict_close = |hollow, index, place| {
	entry = place_entry(place)
	final = hollow.len() - 1
	unlinked = Intrinsic.dict_remove(index, place)
	if entry == final {
		{ entries: Intrinsic.list_close_unchecked(hollow, entry), index: unlinked }
	} else {
		(moved, _) = Intrinsic.list_get_unchecked(hollow, final)
		linked = Intrinsic.dict_move(unlinked, hash_of(moved), final, entry)
		{ entries: Intrinsic.list_close_unchecked(hollow, entry), index: linked }
	}
}

## Distinct items, in the order of their insertion.
Set(item) :: { items : List(item) }.{
	is_eq : Set(a), Set(a) -> Bool where [a.is_eq : a, a -> Bool]
	is_eq = |a, b| a.items.len() == b.items.len() and a.items.all(|item| b.items.contains(item))

	to_hash : Set(a), Hasher -> Hasher where [a.to_hash : a, Hasher -> Hasher]
	to_hash = |set, hasher| {
		var $sum = 0
		for item in set.items {
			$sum = $sum.plus_wrap(hash_of(item))
		}
		hasher.write_u64($sum)
	}

	parser_for : encoding -> (state -> Try({ value : Set(a), rest : state }, err)) where [a.is_eq : a, a -> Bool, a.parser_for : encoding -> (state -> Try({ value : a, rest : state }, err)), encoding.parse_list_start : encoding, state -> Try([Counted({ len : U64, rest : state }), Uncounted(state)], err), encoding.parse_list_next : encoding, state -> Try([Item(state), Done(state)], err), encoding.parse_list_after_item : encoding, state -> Try([Continue(state), Done(state)], err)]
	parser_for = |encoding| {
		parse = List.parser_for(encoding)
		|state| {
			{ value, rest } = parse(state)?
			Ok({ value: Set.from_list(value), rest })
		}
	}

	encoder_for : encoding -> (Set(a), state -> Try(state, err)) where [a.encoder_for : encoding -> (a, state -> Try(state, err)), encoding.encode_list : state, U64, (container_state, (container_state, (state -> Try(state, err)) -> Try(container_state, err)) -> Try(container_state, err)) -> Try(state, err)]
	encoder_for = |encoding| {
		encode = List.encoder_for(encoding)
		|set, state| encode(set.items, state)
	}

	## No items.
	empty : () -> Set(_item)
	empty = || { items: [] }

	## One item.
	single : item -> Set(item)
	single = |item| { items: [item] }

	## How many items there are.
	len : Set(_item) -> U64
	len = |set| set.items.len()

	## Whether there are no items.
	is_empty : Set(_item) -> Bool
	is_empty = |set| set.items.len() == 0

	## Whether there is such an item.
	contains : Set(a), a -> Bool where [a.is_eq : a, a -> Bool]
	contains = |set, item| set.items.contains(item)

	## An item that is there already moves to the end.
	insert : Set(a), a -> Set(a) where [a.is_eq : a, a -> Bool]
	insert = |set, item| match set.items.find_first_index(|other| other == item) {
		Ok(index) => { items: set.items.drop_at(index).append(item) }
		Err(_) => { items: set.items.append(item) }
	}

	## Without this item.
	remove : Set(a), a -> Set(a) where [a.is_eq : a, a -> Bool]
	remove = |set, item| match set.items.find_first_index(|other| other == item) {
		Ok(index) => { items: set.items.drop_at(index) }
		Err(_) => set
	}

	## The items, in order.
	to_list : Set(a) -> List(a)
	to_list = |set| set.items

	## The state after the function got each item.
	fold : Set(a), state, (state, a -> state) -> state
	fold = |set, initial, step| set.items.fold(initial, step)

	## The items, in order.
	iter : Set(a) -> Iter(a)
	iter = |set| set.items.iter()

	## The items, in reverse order.
	iter_rev : Set(a) -> Iter(a)
	iter_rev = |set| set.items.iter_rev()

	## A set of these items; of equal ones the first counts.
	from_list : List(a) -> Set(a) where [a.is_eq : a, a -> Bool]
	from_list = |list| { items: list_with_new([], list) }

	## A set of these items; of equal ones the first counts.
	from_iter : Iter(a) -> Set(a) where [a.is_eq : a, a -> Bool]
	from_iter = |items| Set.from_list(List.from_iter(items))

	## The items for which the function is true.
	keep_if : Set(a), (a -> Bool) -> Set(a)
	keep_if = |set, predicate| { items: set.items.keep_if(predicate) }

	## The items for which the function is false.
	drop_if : Set(a), (a -> Bool) -> Set(a)
	drop_if = |set, predicate| { items: set.items.drop_if(predicate) }

	## The items of the first set, then those that only the second has.
	union : Set(a), Set(a) -> Set(a) where [a.is_eq : a, a -> Bool]
	union = |set, others| { items: list_with_new(set.items, others.items) }

	## The items that are in both.
	intersection : Set(a), Set(a) -> Set(a) where [a.is_eq : a, a -> Bool]
	intersection = |set, others| set.keep_if(|item| others.contains(item))

	## The items that only the first set has.
	difference : Set(a), Set(a) -> Set(a) where [a.is_eq : a, a -> Bool]
	difference = |set, others| set.drop_if(|item| others.contains(item))

	## The distinct results of the function.
	map : Set(a), (a -> b) -> Set(b) where [b.is_eq : b, b -> Bool]
	map = |set, transform| Set.from_list(set.items.map(transform))
}

# Appends those of the second list's items that are not there yet.
list_with_new : List(a), List(a) -> List(a) where [a.is_eq : a, a -> Bool]
list_with_new = |list, items| {
	var $list = list
	for item in items {
		if !$list.contains(item) {
			$list = $list.append(item)
		}
	}
	$list
}

## What `to_hash` methods write into.
Hasher :: { state : U64 }.{
	write_bool : Hasher, Bool -> Hasher
	write_bool = |hasher, bool| hasher.write_u64(if bool { 1 } else { 0 })

	write_u8 : Hasher, U8 -> Hasher
	write_u8 = |hasher, number| hasher.write_u64(number.to_u64())

	write_i8 : Hasher, I8 -> Hasher
	write_i8 = |hasher, number| hasher.write_u64(number.to_u64_wrap())

	write_u16 : Hasher, U16 -> Hasher
	write_u16 = |hasher, number| hasher.write_u64(number.to_u64())

	write_i16 : Hasher, I16 -> Hasher
	write_i16 = |hasher, number| hasher.write_u64(number.to_u64_wrap())

	write_u32 : Hasher, U32 -> Hasher
	write_u32 = |hasher, number| hasher.write_u64(number.to_u64())

	write_i32 : Hasher, I32 -> Hasher
	write_i32 = |hasher, number| hasher.write_u64(number.to_u64_wrap())

	write_u64 : Hasher, U64 -> Hasher
	write_u64 = |hasher, number| { state: Intrinsic.hash_word(hasher.state, number) }

	write_i64 : Hasher, I64 -> Hasher
	write_i64 = |hasher, number| hasher.write_u64(number.to_u64_wrap())

	write_u128 : Hasher, U128 -> Hasher
	write_u128 = |hasher, number| hasher.write_u64(number.to_u64_wrap()).write_u64(number.shr_wrap(64).to_u64_wrap())

	write_i128 : Hasher, I128 -> Hasher
	write_i128 = |hasher, number| hasher.write_u128(number.to_u128_wrap())

	write_f32 : Hasher, F32 -> Hasher
	write_f32 = |hasher, number| if number == 0 {
		hasher.write_u32(0)
	} else {
		hasher.write_u32(number.to_bits())
	}

	write_f64 : Hasher, F64 -> Hasher
	write_f64 = |hasher, number| if number == 0 {
		hasher.write_u64(0)
	} else {
		hasher.write_u64(number.to_bits())
	}

	write_dec : Hasher, Dec -> Hasher
	write_dec = |hasher, number| hasher.write_i128(number.to_attos())

	write_bytes : Hasher, List(U8) -> Hasher
	write_bytes = |hasher, bytes| { state: Intrinsic.hash_bytes(hasher.state, bytes) }

	write_str : Hasher, Str -> Hasher
	write_str = |hasher, text| { state: Intrinsic.hash_str(hasher.state, text) }
}

hash_of : k -> U64 where [k.to_hash : k, Hasher -> Hasher]
hash_of = |key| key.to_hash({ state: 0 }).state

## A number literal, exactly as written: the digits before and after the point as big-endian base-256 numbers.
Numeral := { is_negative : Bool, digits_before_pt : List(U8), digits_after_pt : List(U8), digits_after_pt_count : U64 }.{
	is_negative : Numeral -> Bool
	is_negative = |numeral| numeral.is_negative

	digits_before_pt : Numeral -> List(U8)
	digits_before_pt = |numeral| numeral.digits_before_pt

	digits_after_pt : Numeral -> List(U8)
	digits_after_pt = |numeral| numeral.digits_after_pt

	digits_after_pt_count : Numeral -> U64
	digits_after_pt_count = |numeral| numeral.digits_after_pt_count
}

# The literal as decimal text.
numeral_text : Numeral -> Str
numeral_text = |numeral| {
	sign = if numeral.is_negative { "-" } else { "" }
	before = base_256_text(numeral.digits_before_pt)
	after = base_256_text(numeral.digits_after_pt)
	if numeral.digits_after_pt_count == 0 {
		sign.concat(before)
	} else {
		zeros = numeral.digits_after_pt_count.minus_saturated(after.count_utf8_bytes())
		sign.concat(before).concat(".").concat("0".repeat(zeros)).concat(after)
	}
}

# The literal as text of a whole number; text that no integer type accepts where it has a fraction.
numeral_whole_text : Numeral -> Str
numeral_whole_text = |numeral| {
	sign = if numeral.is_negative { "-" } else { "" }
	if numeral.digits_after_pt.all(|digit| digit == 0) {
		sign.concat(base_256_text(numeral.digits_before_pt))
	} else {
		""
	}
}

# Decimal digits of a big-endian base-256 number; at least one.
base_256_text : List(U8) -> Str
base_256_text = |bytes| {
	var $bytes = bytes
	var $digits = []
	while $bytes.len() > 0 {
		var $quotient = List.with_capacity($bytes.len())
		var $remainder = 0
		for byte in $bytes {
			value = $remainder * 256 + byte.to_u32()
			digit = (value // 10).to_u8_wrap()
			if digit != 0 or $quotient.len() > 0 {
				$quotient = $quotient.append(digit)
			}
			$remainder = value % 10
		}
		$digits = $digits.append($remainder.to_u8_wrap() + 48)
		$bytes = $quotient
	}
	if $digits.len() == 0 {
		"0"
	} else {
		Intrinsic.str_from_utf8_unchecked($digits.rev())
	}
}

# Decimal text of digit values; text that no type accepts where one is above 9 or there are none.
digits_text : List(U8) -> Str
digits_text = |digits| if digits.all(|digit| digit <= 9) {
	Intrinsic.str_from_utf8_unchecked(digits.map(|digit| digit + 48))
} else {
	"?"
}

U8 :: [ProvidedByCompiler].{
	## 0.
	default : () -> U8
	default = || 0

	## The highest value.
	highest : U8
	highest = 255

	## The lowest value.
	lowest : U8
	lowest = 0

	## Decimal text.
	to_str : U8 -> Str

	## The number that a text says.
	from_str : Str -> Try(U8, [BadNumStr, ..])
	from_str = |text| match Intrinsic.u8_parse(text) {
		(number, True) => Ok(number)
		_ => Err(BadNumStr)
	}

	## What a number literal of this type is.
	from_numeral : Numeral -> Try(U8, [InvalidNumeral(Str), ..])
	from_numeral = |numeral| match Intrinsic.u8_parse(numeral_whole_text(numeral)) {
		(number, True) => Ok(number)
		_ => Err(InvalidNumeral("${numeral_text(numeral)} is not a U8"))
	}

	## The number with these decimal digits.
	from_int_digits : List(U8) -> Try(U8, [OutOfRange, ..])
	from_int_digits = |digits| match Intrinsic.u8_parse(digits_text(digits)) {
		(number, True) => Ok(number)
		_ => Err(OutOfRange)
	}

	## Whether it is 0.
	is_zero : U8 -> Bool
	is_zero = |number| number == 0

	is_eq : U8, U8 -> Bool

	is_lt : U8, U8 -> Bool

	is_lte : U8, U8 -> Bool

	is_gt : U8, U8 -> Bool

	is_gte : U8, U8 -> Bool

	## How the first number stands to the second.
	compare : U8, U8 -> [LT, EQ, GT]
	compare = |a, b| if a < b {
		LT
	} else if a == b {
		EQ
	} else {
		GT
	}

	## The lesser one.
	min : U8, U8 -> U8
	min = |a, b| if b < a {
		b
	} else {
		a
	}

	## The greater one.
	max : U8, U8 -> U8
	max = |a, b| if b > a {
		b
	} else {
		a
	}

	## The sum; a crash if it doesn't fit.
	plus : U8, U8 -> U8

	## The difference; a crash if it doesn't fit.
	minus : U8, U8 -> U8

	## The product; a crash if it doesn't fit.
	times : U8, U8 -> U8

	## The quotient; a crash for 0.
	div_by : U8, U8 -> U8

	## The quotient, rounded toward 0; a crash for 0.
	div_trunc_by : U8, U8 -> U8

	## What div_trunc_by leaves, with the sign of the first number; a crash for 0.
	rem_by : U8, U8 -> U8

	## The power; a crash if it doesn't fit.
	pow : U8, U8 -> U8
	pow = |base, exponent| match Intrinsic.u8_pow_checked(base, exponent) {
		(power, 0) => power
		_ => crash "Integer exponentiation overflowed"
	}

	## How far the numbers are apart.
	abs_diff : U8, U8 -> U8
	abs_diff = |a, b| if a > b {
		a.minus_wrap(b)
	} else {
		b.minus_wrap(a)
	}

	## Whether it is a multiple of 2.
	is_even : U8 -> Bool
	is_even = |number| number.bitwise_and(1) == 0

	## Whether it isn't a multiple of 2.
	is_odd : U8 -> Bool
	is_odd = |number| number.bitwise_and(1) == 1

	## Whether it is a multiple of the second number; of 0 only 0 is.
	is_multiple_of : U8, U8 -> Bool
	is_multiple_of = |number, divisor| if divisor == 0 {
		number == 0
	} else {
		number % divisor == 0
	}

	## The sum modulo the number of values of the type.
	plus_wrap : U8, U8 -> U8

	## The difference modulo the number of values of the type.
	minus_wrap : U8, U8 -> U8

	## The product modulo the number of values of the type.
	times_wrap : U8, U8 -> U8

	## The sum, or the nearest value of the type.
	plus_saturated : U8, U8 -> U8

	## The difference, or the nearest value of the type.
	minus_saturated : U8, U8 -> U8

	## The product, or the nearest value of the type.
	times_saturated : U8, U8 -> U8

	plus_try : U8, U8 -> Try(U8, [Overflow, ..])
	plus_try = |a, b| match Intrinsic.u8_plus_checked(a, b) {
		(total, True) => Ok(total)
		_ => Err(Overflow)
	}

	minus_try : U8, U8 -> Try(U8, [Overflow, ..])
	minus_try = |a, b| match Intrinsic.u8_minus_checked(a, b) {
		(difference, True) => Ok(difference)
		_ => Err(Overflow)
	}

	times_try : U8, U8 -> Try(U8, [Overflow, ..])
	times_try = |a, b| match Intrinsic.u8_times_checked(a, b) {
		(product, True) => Ok(product)
		_ => Err(Overflow)
	}

	## The bits moved up; the count is taken modulo the width.
	shl_wrap : U8, U8 -> U8

	## The bits moved down, filled with the sign's; the count is taken modulo the width.
	shr_wrap : U8, U8 -> U8

	## The bits moved down, filled with zeros; the count is taken modulo the width.
	shr_zf_wrap : U8, U8 -> U8

	bitwise_and : U8, U8 -> U8

	bitwise_or : U8, U8 -> U8

	bitwise_xor : U8, U8 -> U8

	bitwise_not : U8 -> U8

	count_leading_zero_bits : U8 -> U8

	count_trailing_zero_bits : U8 -> U8

	count_one_bits : U8 -> U8

	## The numbers from the first to the second, that one included.
	to : U8, U8 -> Iter(U8)
	to = |low, high| U8.range_iter(low, high, 1, Inclusive, To, U8.range_len_if_known(low, high, 1, Inclusive))

	## The numbers from the first to the second, that one excluded.
	until : U8, U8 -> Iter(U8)
	until = |low, high| U8.range_iter(low, high, 1, Exclusive, To, U8.range_len_if_known(low, high, 1, Exclusive))

	## What `..<` makes.
	range_exclusive_to : U8, U8 -> Range(U8)
	range_exclusive_to = |low, high| u8_range(low, high, Exclusive, To)

	## What `..=` makes.
	range_inclusive_to : U8, U8 -> Range(U8)
	range_inclusive_to = |low, high| u8_range(low, high, Inclusive, To)

	## The numbers of `..<` in descending order.
	range_exclusive_from : U8, U8 -> Range(U8)
	range_exclusive_from = |low, high| u8_range(low, high, Exclusive, From)

	## The numbers of `..=` in descending order.
	range_inclusive_from : U8, U8 -> Range(U8)
	range_inclusive_from = |low, high| u8_range(low, high, Inclusive, From)

	range_len_if_known : U8, U8, U8, [Exclusive, Inclusive] -> [Known(U64), Unknown]
	range_len_if_known = |low, high, step, bound| match u8_range_steps(low, high, step, bound) {
		Ok(steps) => range_len(steps.to_u128())
		Err(NoStep) => Known(0)
	}

	range_iter : U8, U8, U8, [Exclusive, Inclusive], [To, From], [Known(U64), Unknown] -> Iter(U8)
	range_iter = |low, high, step, bound, direction, len_if_known| {
		(final, done) = match u8_range_steps(low, high, step, bound) {
			Ok(steps) => (low.plus_wrap(steps.times_wrap(step)), False)
			Err(NoStep) => (low, True)
		}
		(first, last, stride) = match direction {
			To => (low, final, step)
			From => (final, low, U8.minus_wrap(0, step))
		}
		u8_walk(first, last, stride, done, len_if_known)
	}

	to_hash : U8, Hasher -> Hasher
	to_hash = |number, hasher| { state: Intrinsic.hash_word(hasher.state, number.to_u64()) }

	## The quotient, rounded down; a crash for 0.
	div_floor_by : U8, U8 -> U8
	div_floor_by = |a, b| a // b

	## The quotient, rounded up; a crash for 0.
	div_ceil_by : U8, U8 -> U8
	div_ceil_by = |a, b| if a % b == 0 {
		a // b
	} else {
		a // b + 1
	}

	## What div_floor_by leaves, with the sign of the second number; a crash for 0.
	mod_by : U8, U8 -> U8
	mod_by = |a, b| if b == 0 {
		crash "U8 modulo by zero"
	} else {
		a % b
	}

	div_try : U8, U8 -> Try(U8, [DivByZero, ..])
	div_try = |a, b| if b == 0 {
		Err(DivByZero)
	} else {
		Ok(a // b)
	}

	div_ceil_try : U8, U8 -> Try(U8, [DivByZero, ..])
	div_ceil_try = |a, b| if b == 0 {
		Err(DivByZero)
	} else {
		Ok(U8.div_ceil_by(a, b))
	}

	pow_try : U8, U8 -> Try(U8, [Overflow, ..])
	pow_try = |base, exponent| match Intrinsic.u8_pow_checked(base, exponent) {
		(power, 0) => Ok(power)
		_ => Err(Overflow)
	}

	to_u8 : U8 -> U8

	to_u8_wrap : U8 -> U8

	to_u8_try : U8 -> Try(U8, [OutOfRange, ..])
	to_u8_try = |number| Ok(number)

	to_i8_wrap : U8 -> I8

	to_i8_try : U8 -> Try(I8, [OutOfRange, ..])
	to_i8_try = |number| if number > 127 {
		Err(OutOfRange)
	} else {
		Ok(number.to_i8_wrap())
	}

	to_u16 : U8 -> U16

	to_i16 : U8 -> I16

	to_u32 : U8 -> U32

	to_i32 : U8 -> I32

	to_u64 : U8 -> U64

	to_i64 : U8 -> I64

	to_u128 : U8 -> U128

	to_i128 : U8 -> I128

	to_f32 : U8 -> F32

	to_f64 : U8 -> F64

	to_dec : U8 -> Dec
	to_dec = |number| Dec.from_attos(number.to_i128().times_wrap(1_000_000_000_000_000_000))

	parser_for : encoding -> (state -> Try({ value : U8, rest : state }, err)) where [encoding.parse_u8 : encoding, state -> Try({ value : U8, rest : state }, err)]
	parser_for = |encoding| |state| encoding.parse_u8(state)

	encoder_for : encoding -> (U8, state -> Try(state, err)) where [encoding.encode_u8 : U8, state -> Try(state, err)]
	encoder_for = |_encoding| {
		Format : encoding
		|number, state| Format.encode_u8(number, state)
	}

	# As keys of dicts.
	key_text : U8 -> Str
	key_text = |number| number.to_str()

	key_from_text : Str -> Try(U8, [NoKey])
	key_from_text = |text| U8.from_str(text).map_err(|_| NoKey)

	## Encodes it in a format that has `encode_u8`.
	encode : U8, fmt -> Try(encoded, err) where [fmt.encode_u8 : fmt, U8 -> Try(encoded, err)]
	encode = |number, format| format.encode_u8(number)

	## Decodes one in a format that has `decode_u8`.
	decode : src, fmt -> (Try(U8, err), src) where [fmt.decode_u8 : fmt, src -> (Try(U8, err), src)]
	decode = |source, format| format.decode_u8(source)
}

u8_range : U8, U8, [Exclusive, Inclusive], [To, From] -> Range(U8)
u8_range = |lower, upper, upper_bound, direction| {
	lower,
	upper,
	step: 1,
	upper_bound,
	direction,
	len_if_known: U8.range_len_if_known(lower, upper, 1, upper_bound),
}

# How often a range steps on from its lowest member.
u8_range_steps : U8, U8, U8, [Exclusive, Inclusive] -> Try(U8, [NoStep])
u8_range_steps = |low, high, step, bound| {
	distance = match bound {
		Exclusive => if low < high {
			high.minus_wrap(low) - 1
		} else {
			return Err(NoStep)
		}
		Inclusive => if low <= high {
			high.minus_wrap(low)
		} else {
			return Err(NoStep)
		}
	}
	if step <= 0 {
		Err(NoStep)
	} else {
		Ok(distance // step)
	}
}

# One function for all steps, so that a loop over it needs no function value.
u8_walk : U8, U8, U8, Bool, [Known(U64), Unknown] -> Iter(U8)
u8_walk = |at, end, stride, done, len_if_known| {
	len_if_known,
	step: || if done {
		Done
	} else {
		One({ item: at, rest: u8_walk(at.plus_wrap(stride), end, stride, at == end, one_less(len_if_known)) })
	},
}

I8 :: [ProvidedByCompiler].{
	## 0.
	default : () -> I8
	default = || 0

	## The highest value.
	highest : I8
	highest = 127

	## The lowest value.
	lowest : I8
	lowest = -128

	## Decimal text.
	to_str : I8 -> Str

	## The number that a text says.
	from_str : Str -> Try(I8, [BadNumStr, ..])
	from_str = |text| match Intrinsic.i8_parse(text) {
		(number, True) => Ok(number)
		_ => Err(BadNumStr)
	}

	## What a number literal of this type is.
	from_numeral : Numeral -> Try(I8, [InvalidNumeral(Str), ..])
	from_numeral = |numeral| match Intrinsic.i8_parse(numeral_whole_text(numeral)) {
		(number, True) => Ok(number)
		_ => Err(InvalidNumeral("${numeral_text(numeral)} is not a I8"))
	}

	## The number with these decimal digits.
	from_int_digits : List(U8) -> Try(I8, [OutOfRange, ..])
	from_int_digits = |digits| match Intrinsic.i8_parse(digits_text(digits)) {
		(number, True) => Ok(number)
		_ => Err(OutOfRange)
	}

	## Whether it is 0.
	is_zero : I8 -> Bool
	is_zero = |number| number == 0

	is_eq : I8, I8 -> Bool

	is_lt : I8, I8 -> Bool

	is_lte : I8, I8 -> Bool

	is_gt : I8, I8 -> Bool

	is_gte : I8, I8 -> Bool

	## How the first number stands to the second.
	compare : I8, I8 -> [LT, EQ, GT]
	compare = |a, b| if a < b {
		LT
	} else if a == b {
		EQ
	} else {
		GT
	}

	## The lesser one.
	min : I8, I8 -> I8
	min = |a, b| if b < a {
		b
	} else {
		a
	}

	## The greater one.
	max : I8, I8 -> I8
	max = |a, b| if b > a {
		b
	} else {
		a
	}

	## The sum; a crash if it doesn't fit.
	plus : I8, I8 -> I8

	## The difference; a crash if it doesn't fit.
	minus : I8, I8 -> I8

	## The product; a crash if it doesn't fit.
	times : I8, I8 -> I8

	## The quotient; a crash for 0.
	div_by : I8, I8 -> I8

	## The quotient, rounded toward 0; a crash for 0.
	div_trunc_by : I8, I8 -> I8

	## What div_trunc_by leaves, with the sign of the first number; a crash for 0.
	rem_by : I8, I8 -> I8

	## The power; a crash if it doesn't fit.
	pow : I8, I8 -> I8
	pow = |base, exponent| match Intrinsic.i8_pow_checked(base, exponent) {
		(power, 0) => power
		_ => crash "Integer exponentiation overflowed"
	}

	## How far the numbers are apart.
	abs_diff : I8, I8 -> U8
	abs_diff = |a, b| if a > b {
		a.minus_wrap(b).to_u8_wrap()
	} else {
		b.minus_wrap(a).to_u8_wrap()
	}

	## Whether it is a multiple of 2.
	is_even : I8 -> Bool
	is_even = |number| number.bitwise_and(1) == 0

	## Whether it isn't a multiple of 2.
	is_odd : I8 -> Bool
	is_odd = |number| number.bitwise_and(1) == 1

	## Whether it is a multiple of the second number; of 0 only 0 is.
	is_multiple_of : I8, I8 -> Bool
	is_multiple_of = |number, divisor| if divisor == 0 {
		number == 0
	} else {
		number % divisor == 0
	}

	## The sum modulo the number of values of the type.
	plus_wrap : I8, I8 -> I8

	## The difference modulo the number of values of the type.
	minus_wrap : I8, I8 -> I8

	## The product modulo the number of values of the type.
	times_wrap : I8, I8 -> I8

	## The sum, or the nearest value of the type.
	plus_saturated : I8, I8 -> I8

	## The difference, or the nearest value of the type.
	minus_saturated : I8, I8 -> I8

	## The product, or the nearest value of the type.
	times_saturated : I8, I8 -> I8

	plus_try : I8, I8 -> Try(I8, [Overflow, ..])
	plus_try = |a, b| match Intrinsic.i8_plus_checked(a, b) {
		(total, True) => Ok(total)
		_ => Err(Overflow)
	}

	minus_try : I8, I8 -> Try(I8, [Overflow, ..])
	minus_try = |a, b| match Intrinsic.i8_minus_checked(a, b) {
		(difference, True) => Ok(difference)
		_ => Err(Overflow)
	}

	times_try : I8, I8 -> Try(I8, [Overflow, ..])
	times_try = |a, b| match Intrinsic.i8_times_checked(a, b) {
		(product, True) => Ok(product)
		_ => Err(Overflow)
	}

	## The bits moved up; the count is taken modulo the width.
	shl_wrap : I8, U8 -> I8

	## The bits moved down, filled with the sign's; the count is taken modulo the width.
	shr_wrap : I8, U8 -> I8

	## The bits moved down, filled with zeros; the count is taken modulo the width.
	shr_zf_wrap : I8, U8 -> I8

	bitwise_and : I8, I8 -> I8

	bitwise_or : I8, I8 -> I8

	bitwise_xor : I8, I8 -> I8

	bitwise_not : I8 -> I8

	count_leading_zero_bits : I8 -> U8

	count_trailing_zero_bits : I8 -> U8

	count_one_bits : I8 -> U8

	## The numbers from the first to the second, that one included.
	to : I8, I8 -> Iter(I8)
	to = |low, high| I8.range_iter(low, high, 1, Inclusive, To, I8.range_len_if_known(low, high, 1, Inclusive))

	## The numbers from the first to the second, that one excluded.
	until : I8, I8 -> Iter(I8)
	until = |low, high| I8.range_iter(low, high, 1, Exclusive, To, I8.range_len_if_known(low, high, 1, Exclusive))

	## What `..<` makes.
	range_exclusive_to : I8, I8 -> Range(I8)
	range_exclusive_to = |low, high| i8_range(low, high, Exclusive, To)

	## What `..=` makes.
	range_inclusive_to : I8, I8 -> Range(I8)
	range_inclusive_to = |low, high| i8_range(low, high, Inclusive, To)

	## The numbers of `..<` in descending order.
	range_exclusive_from : I8, I8 -> Range(I8)
	range_exclusive_from = |low, high| i8_range(low, high, Exclusive, From)

	## The numbers of `..=` in descending order.
	range_inclusive_from : I8, I8 -> Range(I8)
	range_inclusive_from = |low, high| i8_range(low, high, Inclusive, From)

	range_len_if_known : I8, I8, I8, [Exclusive, Inclusive] -> [Known(U64), Unknown]
	range_len_if_known = |low, high, step, bound| match i8_range_steps(low, high, step, bound) {
		Ok(steps) => range_len(steps.to_u128())
		Err(NoStep) => Known(0)
	}

	range_iter : I8, I8, I8, [Exclusive, Inclusive], [To, From], [Known(U64), Unknown] -> Iter(I8)
	range_iter = |low, high, step, bound, direction, len_if_known| {
		(final, done) = match i8_range_steps(low, high, step, bound) {
			Ok(steps) => (low.plus_wrap(steps.times_wrap(step.to_u8_wrap()).to_i8_wrap()), False)
			Err(NoStep) => (low, True)
		}
		(first, last, stride) = match direction {
			To => (low, final, step)
			From => (final, low, I8.minus_wrap(0, step))
		}
		i8_walk(first, last, stride, done, len_if_known)
	}

	to_hash : I8, Hasher -> Hasher
	to_hash = |number, hasher| { state: Intrinsic.hash_word(hasher.state, number.to_u64_wrap()) }

	## The number with the other sign.
	negate : I8 -> I8

	## The number without its sign.
	abs : I8 -> I8
	abs = |number| if number >= 0 {
		number
	} else if number == I8.lowest {
		crash "Integer absolute value overflowed"
	} else {
		I8.minus_wrap(0, number)
	}

	## Whether it is below 0.
	is_negative : I8 -> Bool
	is_negative = |number| number < 0

	## Whether it is above 0.
	is_positive : I8 -> Bool
	is_positive = |number| number > 0

	## The quotient, rounded down; a crash for 0.
	div_floor_by : I8, I8 -> I8
	div_floor_by = |a, b| {
		quotient = a // b
		if a % b != 0 and a.bitwise_xor(b) < 0 {
			quotient - 1
		} else {
			quotient
		}
	}

	## The quotient, rounded up; a crash for 0.
	div_ceil_by : I8, I8 -> I8
	div_ceil_by = |a, b| {
		quotient = a // b
		if a % b != 0 and a.bitwise_xor(b) >= 0 {
			quotient + 1
		} else {
			quotient
		}
	}

	## What div_floor_by leaves, with the sign of the second number; a crash for 0.
	mod_by : I8, I8 -> I8
	mod_by = |a, b| {
		if b == 0 {
			crash "I8 modulo by zero"
		}
		remainder = a % b
		if remainder != 0 and remainder.bitwise_xor(b) < 0 {
			remainder + b
		} else {
			remainder
		}
	}

	div_try : I8, I8 -> Try(I8, [DivByZero, Overflow, ..])
	div_try = |a, b| if b == 0 {
		Err(DivByZero)
	} else if a == I8.lowest and b == -1 {
		Err(Overflow)
	} else {
		Ok(a // b)
	}

	div_ceil_try : I8, I8 -> Try(I8, [DivByZero, Overflow, ..])
	div_ceil_try = |a, b| if b == 0 {
		Err(DivByZero)
	} else if a == I8.lowest and b == -1 {
		Err(Overflow)
	} else {
		Ok(I8.div_ceil_by(a, b))
	}

	pow_try : I8, I8 -> Try(I8, [Overflow, Underflow, ..])
	pow_try = |base, exponent| match Intrinsic.i8_pow_checked(base, exponent) {
		(power, 0) => Ok(power)
		(_, 2) => Err(Underflow)
		_ => Err(Overflow)
	}

	to_u8_wrap : I8 -> U8

	to_u8_try : I8 -> Try(U8, [OutOfRange, ..])
	to_u8_try = |number| if number < 0 {
		Err(OutOfRange)
	} else {
		Ok(number.to_u8_wrap())
	}

	to_i8 : I8 -> I8

	to_i8_wrap : I8 -> I8

	to_i8_try : I8 -> Try(I8, [OutOfRange, ..])
	to_i8_try = |number| Ok(number)

	to_u16_wrap : I8 -> U16

	to_u16_try : I8 -> Try(U16, [OutOfRange, ..])
	to_u16_try = |number| if number < 0 {
		Err(OutOfRange)
	} else {
		Ok(number.to_u16_wrap())
	}

	to_i16 : I8 -> I16

	to_u32_wrap : I8 -> U32

	to_u32_try : I8 -> Try(U32, [OutOfRange, ..])
	to_u32_try = |number| if number < 0 {
		Err(OutOfRange)
	} else {
		Ok(number.to_u32_wrap())
	}

	to_i32 : I8 -> I32

	to_u64_wrap : I8 -> U64

	to_u64_try : I8 -> Try(U64, [OutOfRange, ..])
	to_u64_try = |number| if number < 0 {
		Err(OutOfRange)
	} else {
		Ok(number.to_u64_wrap())
	}

	to_i64 : I8 -> I64

	to_u128_wrap : I8 -> U128

	to_u128_try : I8 -> Try(U128, [OutOfRange, ..])
	to_u128_try = |number| if number < 0 {
		Err(OutOfRange)
	} else {
		Ok(number.to_u128_wrap())
	}

	to_i128 : I8 -> I128

	to_f32 : I8 -> F32

	to_f64 : I8 -> F64

	to_dec : I8 -> Dec
	to_dec = |number| Dec.from_attos(number.to_i128().times_wrap(1_000_000_000_000_000_000))

	parser_for : encoding -> (state -> Try({ value : I8, rest : state }, err)) where [encoding.parse_i8 : encoding, state -> Try({ value : I8, rest : state }, err)]
	parser_for = |encoding| |state| encoding.parse_i8(state)

	encoder_for : encoding -> (I8, state -> Try(state, err)) where [encoding.encode_i8 : I8, state -> Try(state, err)]
	encoder_for = |_encoding| {
		Format : encoding
		|number, state| Format.encode_i8(number, state)
	}

	# As keys of dicts.
	key_text : I8 -> Str
	key_text = |number| number.to_str()

	key_from_text : Str -> Try(I8, [NoKey])
	key_from_text = |text| I8.from_str(text).map_err(|_| NoKey)

	## Encodes it in a format that has `encode_i8`.
	encode : I8, fmt -> Try(encoded, err) where [fmt.encode_i8 : fmt, I8 -> Try(encoded, err)]
	encode = |number, format| format.encode_i8(number)

	## Decodes one in a format that has `decode_i8`.
	decode : src, fmt -> (Try(I8, err), src) where [fmt.decode_i8 : fmt, src -> (Try(I8, err), src)]
	decode = |source, format| format.decode_i8(source)
}

i8_range : I8, I8, [Exclusive, Inclusive], [To, From] -> Range(I8)
i8_range = |lower, upper, upper_bound, direction| {
	lower,
	upper,
	step: 1,
	upper_bound,
	direction,
	len_if_known: I8.range_len_if_known(lower, upper, 1, upper_bound),
}

# How often a range steps on from its lowest member.
i8_range_steps : I8, I8, I8, [Exclusive, Inclusive] -> Try(U8, [NoStep])
i8_range_steps = |low, high, step, bound| {
	distance = match bound {
		Exclusive => if low < high {
			high.minus_wrap(low).to_u8_wrap() - 1
		} else {
			return Err(NoStep)
		}
		Inclusive => if low <= high {
			high.minus_wrap(low).to_u8_wrap()
		} else {
			return Err(NoStep)
		}
	}
	if step <= 0 {
		Err(NoStep)
	} else {
		Ok(distance // step.to_u8_wrap())
	}
}

# One function for all steps, so that a loop over it needs no function value.
i8_walk : I8, I8, I8, Bool, [Known(U64), Unknown] -> Iter(I8)
i8_walk = |at, end, stride, done, len_if_known| {
	len_if_known,
	step: || if done {
		Done
	} else {
		One({ item: at, rest: i8_walk(at.plus_wrap(stride), end, stride, at == end, one_less(len_if_known)) })
	},
}

U16 :: [ProvidedByCompiler].{
	## 0.
	default : () -> U16
	default = || 0

	## The highest value.
	highest : U16
	highest = 65535

	## The lowest value.
	lowest : U16
	lowest = 0

	## Decimal text.
	to_str : U16 -> Str

	## The number that a text says.
	from_str : Str -> Try(U16, [BadNumStr, ..])
	from_str = |text| match Intrinsic.u16_parse(text) {
		(number, True) => Ok(number)
		_ => Err(BadNumStr)
	}

	## What a number literal of this type is.
	from_numeral : Numeral -> Try(U16, [InvalidNumeral(Str), ..])
	from_numeral = |numeral| match Intrinsic.u16_parse(numeral_whole_text(numeral)) {
		(number, True) => Ok(number)
		_ => Err(InvalidNumeral("${numeral_text(numeral)} is not a U16"))
	}

	## The number with these decimal digits.
	from_int_digits : List(U8) -> Try(U16, [OutOfRange, ..])
	from_int_digits = |digits| match Intrinsic.u16_parse(digits_text(digits)) {
		(number, True) => Ok(number)
		_ => Err(OutOfRange)
	}

	## Whether it is 0.
	is_zero : U16 -> Bool
	is_zero = |number| number == 0

	is_eq : U16, U16 -> Bool

	is_lt : U16, U16 -> Bool

	is_lte : U16, U16 -> Bool

	is_gt : U16, U16 -> Bool

	is_gte : U16, U16 -> Bool

	## How the first number stands to the second.
	compare : U16, U16 -> [LT, EQ, GT]
	compare = |a, b| if a < b {
		LT
	} else if a == b {
		EQ
	} else {
		GT
	}

	## The lesser one.
	min : U16, U16 -> U16
	min = |a, b| if b < a {
		b
	} else {
		a
	}

	## The greater one.
	max : U16, U16 -> U16
	max = |a, b| if b > a {
		b
	} else {
		a
	}

	## The sum; a crash if it doesn't fit.
	plus : U16, U16 -> U16

	## The difference; a crash if it doesn't fit.
	minus : U16, U16 -> U16

	## The product; a crash if it doesn't fit.
	times : U16, U16 -> U16

	## The quotient; a crash for 0.
	div_by : U16, U16 -> U16

	## The quotient, rounded toward 0; a crash for 0.
	div_trunc_by : U16, U16 -> U16

	## What div_trunc_by leaves, with the sign of the first number; a crash for 0.
	rem_by : U16, U16 -> U16

	## The power; a crash if it doesn't fit.
	pow : U16, U16 -> U16
	pow = |base, exponent| match Intrinsic.u16_pow_checked(base, exponent) {
		(power, 0) => power
		_ => crash "Integer exponentiation overflowed"
	}

	## How far the numbers are apart.
	abs_diff : U16, U16 -> U16
	abs_diff = |a, b| if a > b {
		a.minus_wrap(b)
	} else {
		b.minus_wrap(a)
	}

	## Whether it is a multiple of 2.
	is_even : U16 -> Bool
	is_even = |number| number.bitwise_and(1) == 0

	## Whether it isn't a multiple of 2.
	is_odd : U16 -> Bool
	is_odd = |number| number.bitwise_and(1) == 1

	## Whether it is a multiple of the second number; of 0 only 0 is.
	is_multiple_of : U16, U16 -> Bool
	is_multiple_of = |number, divisor| if divisor == 0 {
		number == 0
	} else {
		number % divisor == 0
	}

	## The sum modulo the number of values of the type.
	plus_wrap : U16, U16 -> U16

	## The difference modulo the number of values of the type.
	minus_wrap : U16, U16 -> U16

	## The product modulo the number of values of the type.
	times_wrap : U16, U16 -> U16

	## The sum, or the nearest value of the type.
	plus_saturated : U16, U16 -> U16

	## The difference, or the nearest value of the type.
	minus_saturated : U16, U16 -> U16

	## The product, or the nearest value of the type.
	times_saturated : U16, U16 -> U16

	plus_try : U16, U16 -> Try(U16, [Overflow, ..])
	plus_try = |a, b| match Intrinsic.u16_plus_checked(a, b) {
		(total, True) => Ok(total)
		_ => Err(Overflow)
	}

	minus_try : U16, U16 -> Try(U16, [Overflow, ..])
	minus_try = |a, b| match Intrinsic.u16_minus_checked(a, b) {
		(difference, True) => Ok(difference)
		_ => Err(Overflow)
	}

	times_try : U16, U16 -> Try(U16, [Overflow, ..])
	times_try = |a, b| match Intrinsic.u16_times_checked(a, b) {
		(product, True) => Ok(product)
		_ => Err(Overflow)
	}

	## The bits moved up; the count is taken modulo the width.
	shl_wrap : U16, U8 -> U16

	## The bits moved down, filled with the sign's; the count is taken modulo the width.
	shr_wrap : U16, U8 -> U16

	## The bits moved down, filled with zeros; the count is taken modulo the width.
	shr_zf_wrap : U16, U8 -> U16

	bitwise_and : U16, U16 -> U16

	bitwise_or : U16, U16 -> U16

	bitwise_xor : U16, U16 -> U16

	bitwise_not : U16 -> U16

	count_leading_zero_bits : U16 -> U8

	count_trailing_zero_bits : U16 -> U8

	count_one_bits : U16 -> U8

	## The numbers from the first to the second, that one included.
	to : U16, U16 -> Iter(U16)
	to = |low, high| U16.range_iter(low, high, 1, Inclusive, To, U16.range_len_if_known(low, high, 1, Inclusive))

	## The numbers from the first to the second, that one excluded.
	until : U16, U16 -> Iter(U16)
	until = |low, high| U16.range_iter(low, high, 1, Exclusive, To, U16.range_len_if_known(low, high, 1, Exclusive))

	## What `..<` makes.
	range_exclusive_to : U16, U16 -> Range(U16)
	range_exclusive_to = |low, high| u16_range(low, high, Exclusive, To)

	## What `..=` makes.
	range_inclusive_to : U16, U16 -> Range(U16)
	range_inclusive_to = |low, high| u16_range(low, high, Inclusive, To)

	## The numbers of `..<` in descending order.
	range_exclusive_from : U16, U16 -> Range(U16)
	range_exclusive_from = |low, high| u16_range(low, high, Exclusive, From)

	## The numbers of `..=` in descending order.
	range_inclusive_from : U16, U16 -> Range(U16)
	range_inclusive_from = |low, high| u16_range(low, high, Inclusive, From)

	range_len_if_known : U16, U16, U16, [Exclusive, Inclusive] -> [Known(U64), Unknown]
	range_len_if_known = |low, high, step, bound| match u16_range_steps(low, high, step, bound) {
		Ok(steps) => range_len(steps.to_u128())
		Err(NoStep) => Known(0)
	}

	range_iter : U16, U16, U16, [Exclusive, Inclusive], [To, From], [Known(U64), Unknown] -> Iter(U16)
	range_iter = |low, high, step, bound, direction, len_if_known| {
		(final, done) = match u16_range_steps(low, high, step, bound) {
			Ok(steps) => (low.plus_wrap(steps.times_wrap(step)), False)
			Err(NoStep) => (low, True)
		}
		(first, last, stride) = match direction {
			To => (low, final, step)
			From => (final, low, U16.minus_wrap(0, step))
		}
		u16_walk(first, last, stride, done, len_if_known)
	}

	to_hash : U16, Hasher -> Hasher
	to_hash = |number, hasher| { state: Intrinsic.hash_word(hasher.state, number.to_u64()) }

	## The quotient, rounded down; a crash for 0.
	div_floor_by : U16, U16 -> U16
	div_floor_by = |a, b| a // b

	## The quotient, rounded up; a crash for 0.
	div_ceil_by : U16, U16 -> U16
	div_ceil_by = |a, b| if a % b == 0 {
		a // b
	} else {
		a // b + 1
	}

	## What div_floor_by leaves, with the sign of the second number; a crash for 0.
	mod_by : U16, U16 -> U16
	mod_by = |a, b| if b == 0 {
		crash "U16 modulo by zero"
	} else {
		a % b
	}

	div_try : U16, U16 -> Try(U16, [DivByZero, ..])
	div_try = |a, b| if b == 0 {
		Err(DivByZero)
	} else {
		Ok(a // b)
	}

	div_ceil_try : U16, U16 -> Try(U16, [DivByZero, ..])
	div_ceil_try = |a, b| if b == 0 {
		Err(DivByZero)
	} else {
		Ok(U16.div_ceil_by(a, b))
	}

	pow_try : U16, U16 -> Try(U16, [Overflow, ..])
	pow_try = |base, exponent| match Intrinsic.u16_pow_checked(base, exponent) {
		(power, 0) => Ok(power)
		_ => Err(Overflow)
	}

	to_u8_wrap : U16 -> U8

	to_u8_try : U16 -> Try(U8, [OutOfRange, ..])
	to_u8_try = |number| if number > 255 {
		Err(OutOfRange)
	} else {
		Ok(number.to_u8_wrap())
	}

	to_i8_wrap : U16 -> I8

	to_i8_try : U16 -> Try(I8, [OutOfRange, ..])
	to_i8_try = |number| if number > 127 {
		Err(OutOfRange)
	} else {
		Ok(number.to_i8_wrap())
	}

	to_u16 : U16 -> U16

	to_u16_wrap : U16 -> U16

	to_u16_try : U16 -> Try(U16, [OutOfRange, ..])
	to_u16_try = |number| Ok(number)

	to_i16_wrap : U16 -> I16

	to_i16_try : U16 -> Try(I16, [OutOfRange, ..])
	to_i16_try = |number| if number > 32767 {
		Err(OutOfRange)
	} else {
		Ok(number.to_i16_wrap())
	}

	to_u32 : U16 -> U32

	to_i32 : U16 -> I32

	to_u64 : U16 -> U64

	to_i64 : U16 -> I64

	to_u128 : U16 -> U128

	to_i128 : U16 -> I128

	to_f32 : U16 -> F32

	to_f64 : U16 -> F64

	to_dec : U16 -> Dec
	to_dec = |number| Dec.from_attos(number.to_i128().times_wrap(1_000_000_000_000_000_000))

	from_le_bytes : List(U8), U64 -> Try(U16, [OutOfBounds, ..])
	from_le_bytes = |bytes, start| {
		if bytes.len() < 2 or start > bytes.len() - 2 {
			return Err(OutOfBounds)
		}
		var $number = 0
		var $index = start + 2
		while $index > start {
			$index = $index - 1
			$number = $number.shl_wrap(8).bitwise_or(Intrinsic.list_get_unchecked(bytes, $index).to_u16())
		}
		Ok($number)
	}

	parser_for : encoding -> (state -> Try({ value : U16, rest : state }, err)) where [encoding.parse_u16 : encoding, state -> Try({ value : U16, rest : state }, err)]
	parser_for = |encoding| |state| encoding.parse_u16(state)

	encoder_for : encoding -> (U16, state -> Try(state, err)) where [encoding.encode_u16 : U16, state -> Try(state, err)]
	encoder_for = |_encoding| {
		Format : encoding
		|number, state| Format.encode_u16(number, state)
	}

	# As keys of dicts.
	key_text : U16 -> Str
	key_text = |number| number.to_str()

	key_from_text : Str -> Try(U16, [NoKey])
	key_from_text = |text| U16.from_str(text).map_err(|_| NoKey)

	## Encodes it in a format that has `encode_u16`.
	encode : U16, fmt -> Try(encoded, err) where [fmt.encode_u16 : fmt, U16 -> Try(encoded, err)]
	encode = |number, format| format.encode_u16(number)

	## Decodes one in a format that has `decode_u16`.
	decode : src, fmt -> (Try(U16, err), src) where [fmt.decode_u16 : fmt, src -> (Try(U16, err), src)]
	decode = |source, format| format.decode_u16(source)
}

u16_range : U16, U16, [Exclusive, Inclusive], [To, From] -> Range(U16)
u16_range = |lower, upper, upper_bound, direction| {
	lower,
	upper,
	step: 1,
	upper_bound,
	direction,
	len_if_known: U16.range_len_if_known(lower, upper, 1, upper_bound),
}

# How often a range steps on from its lowest member.
u16_range_steps : U16, U16, U16, [Exclusive, Inclusive] -> Try(U16, [NoStep])
u16_range_steps = |low, high, step, bound| {
	distance = match bound {
		Exclusive => if low < high {
			high.minus_wrap(low) - 1
		} else {
			return Err(NoStep)
		}
		Inclusive => if low <= high {
			high.minus_wrap(low)
		} else {
			return Err(NoStep)
		}
	}
	if step <= 0 {
		Err(NoStep)
	} else {
		Ok(distance // step)
	}
}

# One function for all steps, so that a loop over it needs no function value.
u16_walk : U16, U16, U16, Bool, [Known(U64), Unknown] -> Iter(U16)
u16_walk = |at, end, stride, done, len_if_known| {
	len_if_known,
	step: || if done {
		Done
	} else {
		One({ item: at, rest: u16_walk(at.plus_wrap(stride), end, stride, at == end, one_less(len_if_known)) })
	},
}

I16 :: [ProvidedByCompiler].{
	## 0.
	default : () -> I16
	default = || 0

	## The highest value.
	highest : I16
	highest = 32767

	## The lowest value.
	lowest : I16
	lowest = -32768

	## Decimal text.
	to_str : I16 -> Str

	## The number that a text says.
	from_str : Str -> Try(I16, [BadNumStr, ..])
	from_str = |text| match Intrinsic.i16_parse(text) {
		(number, True) => Ok(number)
		_ => Err(BadNumStr)
	}

	## What a number literal of this type is.
	from_numeral : Numeral -> Try(I16, [InvalidNumeral(Str), ..])
	from_numeral = |numeral| match Intrinsic.i16_parse(numeral_whole_text(numeral)) {
		(number, True) => Ok(number)
		_ => Err(InvalidNumeral("${numeral_text(numeral)} is not a I16"))
	}

	## The number with these decimal digits.
	from_int_digits : List(U8) -> Try(I16, [OutOfRange, ..])
	from_int_digits = |digits| match Intrinsic.i16_parse(digits_text(digits)) {
		(number, True) => Ok(number)
		_ => Err(OutOfRange)
	}

	## Whether it is 0.
	is_zero : I16 -> Bool
	is_zero = |number| number == 0

	is_eq : I16, I16 -> Bool

	is_lt : I16, I16 -> Bool

	is_lte : I16, I16 -> Bool

	is_gt : I16, I16 -> Bool

	is_gte : I16, I16 -> Bool

	## How the first number stands to the second.
	compare : I16, I16 -> [LT, EQ, GT]
	compare = |a, b| if a < b {
		LT
	} else if a == b {
		EQ
	} else {
		GT
	}

	## The lesser one.
	min : I16, I16 -> I16
	min = |a, b| if b < a {
		b
	} else {
		a
	}

	## The greater one.
	max : I16, I16 -> I16
	max = |a, b| if b > a {
		b
	} else {
		a
	}

	## The sum; a crash if it doesn't fit.
	plus : I16, I16 -> I16

	## The difference; a crash if it doesn't fit.
	minus : I16, I16 -> I16

	## The product; a crash if it doesn't fit.
	times : I16, I16 -> I16

	## The quotient; a crash for 0.
	div_by : I16, I16 -> I16

	## The quotient, rounded toward 0; a crash for 0.
	div_trunc_by : I16, I16 -> I16

	## What div_trunc_by leaves, with the sign of the first number; a crash for 0.
	rem_by : I16, I16 -> I16

	## The power; a crash if it doesn't fit.
	pow : I16, I16 -> I16
	pow = |base, exponent| match Intrinsic.i16_pow_checked(base, exponent) {
		(power, 0) => power
		_ => crash "Integer exponentiation overflowed"
	}

	## How far the numbers are apart.
	abs_diff : I16, I16 -> U16
	abs_diff = |a, b| if a > b {
		a.minus_wrap(b).to_u16_wrap()
	} else {
		b.minus_wrap(a).to_u16_wrap()
	}

	## Whether it is a multiple of 2.
	is_even : I16 -> Bool
	is_even = |number| number.bitwise_and(1) == 0

	## Whether it isn't a multiple of 2.
	is_odd : I16 -> Bool
	is_odd = |number| number.bitwise_and(1) == 1

	## Whether it is a multiple of the second number; of 0 only 0 is.
	is_multiple_of : I16, I16 -> Bool
	is_multiple_of = |number, divisor| if divisor == 0 {
		number == 0
	} else {
		number % divisor == 0
	}

	## The sum modulo the number of values of the type.
	plus_wrap : I16, I16 -> I16

	## The difference modulo the number of values of the type.
	minus_wrap : I16, I16 -> I16

	## The product modulo the number of values of the type.
	times_wrap : I16, I16 -> I16

	## The sum, or the nearest value of the type.
	plus_saturated : I16, I16 -> I16

	## The difference, or the nearest value of the type.
	minus_saturated : I16, I16 -> I16

	## The product, or the nearest value of the type.
	times_saturated : I16, I16 -> I16

	plus_try : I16, I16 -> Try(I16, [Overflow, ..])
	plus_try = |a, b| match Intrinsic.i16_plus_checked(a, b) {
		(total, True) => Ok(total)
		_ => Err(Overflow)
	}

	minus_try : I16, I16 -> Try(I16, [Overflow, ..])
	minus_try = |a, b| match Intrinsic.i16_minus_checked(a, b) {
		(difference, True) => Ok(difference)
		_ => Err(Overflow)
	}

	times_try : I16, I16 -> Try(I16, [Overflow, ..])
	times_try = |a, b| match Intrinsic.i16_times_checked(a, b) {
		(product, True) => Ok(product)
		_ => Err(Overflow)
	}

	## The bits moved up; the count is taken modulo the width.
	shl_wrap : I16, U8 -> I16

	## The bits moved down, filled with the sign's; the count is taken modulo the width.
	shr_wrap : I16, U8 -> I16

	## The bits moved down, filled with zeros; the count is taken modulo the width.
	shr_zf_wrap : I16, U8 -> I16

	bitwise_and : I16, I16 -> I16

	bitwise_or : I16, I16 -> I16

	bitwise_xor : I16, I16 -> I16

	bitwise_not : I16 -> I16

	count_leading_zero_bits : I16 -> U8

	count_trailing_zero_bits : I16 -> U8

	count_one_bits : I16 -> U8

	## The numbers from the first to the second, that one included.
	to : I16, I16 -> Iter(I16)
	to = |low, high| I16.range_iter(low, high, 1, Inclusive, To, I16.range_len_if_known(low, high, 1, Inclusive))

	## The numbers from the first to the second, that one excluded.
	until : I16, I16 -> Iter(I16)
	until = |low, high| I16.range_iter(low, high, 1, Exclusive, To, I16.range_len_if_known(low, high, 1, Exclusive))

	## What `..<` makes.
	range_exclusive_to : I16, I16 -> Range(I16)
	range_exclusive_to = |low, high| i16_range(low, high, Exclusive, To)

	## What `..=` makes.
	range_inclusive_to : I16, I16 -> Range(I16)
	range_inclusive_to = |low, high| i16_range(low, high, Inclusive, To)

	## The numbers of `..<` in descending order.
	range_exclusive_from : I16, I16 -> Range(I16)
	range_exclusive_from = |low, high| i16_range(low, high, Exclusive, From)

	## The numbers of `..=` in descending order.
	range_inclusive_from : I16, I16 -> Range(I16)
	range_inclusive_from = |low, high| i16_range(low, high, Inclusive, From)

	range_len_if_known : I16, I16, I16, [Exclusive, Inclusive] -> [Known(U64), Unknown]
	range_len_if_known = |low, high, step, bound| match i16_range_steps(low, high, step, bound) {
		Ok(steps) => range_len(steps.to_u128())
		Err(NoStep) => Known(0)
	}

	range_iter : I16, I16, I16, [Exclusive, Inclusive], [To, From], [Known(U64), Unknown] -> Iter(I16)
	range_iter = |low, high, step, bound, direction, len_if_known| {
		(final, done) = match i16_range_steps(low, high, step, bound) {
			Ok(steps) => (low.plus_wrap(steps.times_wrap(step.to_u16_wrap()).to_i16_wrap()), False)
			Err(NoStep) => (low, True)
		}
		(first, last, stride) = match direction {
			To => (low, final, step)
			From => (final, low, I16.minus_wrap(0, step))
		}
		i16_walk(first, last, stride, done, len_if_known)
	}

	to_hash : I16, Hasher -> Hasher
	to_hash = |number, hasher| { state: Intrinsic.hash_word(hasher.state, number.to_u64_wrap()) }

	## The number with the other sign.
	negate : I16 -> I16

	## The number without its sign.
	abs : I16 -> I16
	abs = |number| if number >= 0 {
		number
	} else if number == I16.lowest {
		crash "Integer absolute value overflowed"
	} else {
		I16.minus_wrap(0, number)
	}

	## Whether it is below 0.
	is_negative : I16 -> Bool
	is_negative = |number| number < 0

	## Whether it is above 0.
	is_positive : I16 -> Bool
	is_positive = |number| number > 0

	## The quotient, rounded down; a crash for 0.
	div_floor_by : I16, I16 -> I16
	div_floor_by = |a, b| {
		quotient = a // b
		if a % b != 0 and a.bitwise_xor(b) < 0 {
			quotient - 1
		} else {
			quotient
		}
	}

	## The quotient, rounded up; a crash for 0.
	div_ceil_by : I16, I16 -> I16
	div_ceil_by = |a, b| {
		quotient = a // b
		if a % b != 0 and a.bitwise_xor(b) >= 0 {
			quotient + 1
		} else {
			quotient
		}
	}

	## What div_floor_by leaves, with the sign of the second number; a crash for 0.
	mod_by : I16, I16 -> I16
	mod_by = |a, b| {
		if b == 0 {
			crash "I16 modulo by zero"
		}
		remainder = a % b
		if remainder != 0 and remainder.bitwise_xor(b) < 0 {
			remainder + b
		} else {
			remainder
		}
	}

	div_try : I16, I16 -> Try(I16, [DivByZero, Overflow, ..])
	div_try = |a, b| if b == 0 {
		Err(DivByZero)
	} else if a == I16.lowest and b == -1 {
		Err(Overflow)
	} else {
		Ok(a // b)
	}

	div_ceil_try : I16, I16 -> Try(I16, [DivByZero, Overflow, ..])
	div_ceil_try = |a, b| if b == 0 {
		Err(DivByZero)
	} else if a == I16.lowest and b == -1 {
		Err(Overflow)
	} else {
		Ok(I16.div_ceil_by(a, b))
	}

	pow_try : I16, I16 -> Try(I16, [Overflow, Underflow, ..])
	pow_try = |base, exponent| match Intrinsic.i16_pow_checked(base, exponent) {
		(power, 0) => Ok(power)
		(_, 2) => Err(Underflow)
		_ => Err(Overflow)
	}

	to_u8_wrap : I16 -> U8

	to_u8_try : I16 -> Try(U8, [OutOfRange, ..])
	to_u8_try = |number| if number < 0 or number > 255 {
		Err(OutOfRange)
	} else {
		Ok(number.to_u8_wrap())
	}

	to_i8_wrap : I16 -> I8

	to_i8_try : I16 -> Try(I8, [OutOfRange, ..])
	to_i8_try = |number| if number < -128 or number > 127 {
		Err(OutOfRange)
	} else {
		Ok(number.to_i8_wrap())
	}

	to_u16_wrap : I16 -> U16

	to_u16_try : I16 -> Try(U16, [OutOfRange, ..])
	to_u16_try = |number| if number < 0 {
		Err(OutOfRange)
	} else {
		Ok(number.to_u16_wrap())
	}

	to_i16 : I16 -> I16

	to_i16_wrap : I16 -> I16

	to_i16_try : I16 -> Try(I16, [OutOfRange, ..])
	to_i16_try = |number| Ok(number)

	to_u32_wrap : I16 -> U32

	to_u32_try : I16 -> Try(U32, [OutOfRange, ..])
	to_u32_try = |number| if number < 0 {
		Err(OutOfRange)
	} else {
		Ok(number.to_u32_wrap())
	}

	to_i32 : I16 -> I32

	to_u64_wrap : I16 -> U64

	to_u64_try : I16 -> Try(U64, [OutOfRange, ..])
	to_u64_try = |number| if number < 0 {
		Err(OutOfRange)
	} else {
		Ok(number.to_u64_wrap())
	}

	to_i64 : I16 -> I64

	to_u128_wrap : I16 -> U128

	to_u128_try : I16 -> Try(U128, [OutOfRange, ..])
	to_u128_try = |number| if number < 0 {
		Err(OutOfRange)
	} else {
		Ok(number.to_u128_wrap())
	}

	to_i128 : I16 -> I128

	to_f32 : I16 -> F32

	to_f64 : I16 -> F64

	to_dec : I16 -> Dec
	to_dec = |number| Dec.from_attos(number.to_i128().times_wrap(1_000_000_000_000_000_000))

	from_le_bytes : List(U8), U64 -> Try(I16, [OutOfBounds, ..])
	from_le_bytes = |bytes, start| {
		if bytes.len() < 2 or start > bytes.len() - 2 {
			return Err(OutOfBounds)
		}
		var $number = 0
		var $index = start + 2
		while $index > start {
			$index = $index - 1
			$number = $number.shl_wrap(8).bitwise_or(Intrinsic.list_get_unchecked(bytes, $index).to_i16())
		}
		Ok($number)
	}

	parser_for : encoding -> (state -> Try({ value : I16, rest : state }, err)) where [encoding.parse_i16 : encoding, state -> Try({ value : I16, rest : state }, err)]
	parser_for = |encoding| |state| encoding.parse_i16(state)

	encoder_for : encoding -> (I16, state -> Try(state, err)) where [encoding.encode_i16 : I16, state -> Try(state, err)]
	encoder_for = |_encoding| {
		Format : encoding
		|number, state| Format.encode_i16(number, state)
	}

	# As keys of dicts.
	key_text : I16 -> Str
	key_text = |number| number.to_str()

	key_from_text : Str -> Try(I16, [NoKey])
	key_from_text = |text| I16.from_str(text).map_err(|_| NoKey)

	## Encodes it in a format that has `encode_i16`.
	encode : I16, fmt -> Try(encoded, err) where [fmt.encode_i16 : fmt, I16 -> Try(encoded, err)]
	encode = |number, format| format.encode_i16(number)

	## Decodes one in a format that has `decode_i16`.
	decode : src, fmt -> (Try(I16, err), src) where [fmt.decode_i16 : fmt, src -> (Try(I16, err), src)]
	decode = |source, format| format.decode_i16(source)
}

i16_range : I16, I16, [Exclusive, Inclusive], [To, From] -> Range(I16)
i16_range = |lower, upper, upper_bound, direction| {
	lower,
	upper,
	step: 1,
	upper_bound,
	direction,
	len_if_known: I16.range_len_if_known(lower, upper, 1, upper_bound),
}

# How often a range steps on from its lowest member.
i16_range_steps : I16, I16, I16, [Exclusive, Inclusive] -> Try(U16, [NoStep])
i16_range_steps = |low, high, step, bound| {
	distance = match bound {
		Exclusive => if low < high {
			high.minus_wrap(low).to_u16_wrap() - 1
		} else {
			return Err(NoStep)
		}
		Inclusive => if low <= high {
			high.minus_wrap(low).to_u16_wrap()
		} else {
			return Err(NoStep)
		}
	}
	if step <= 0 {
		Err(NoStep)
	} else {
		Ok(distance // step.to_u16_wrap())
	}
}

# One function for all steps, so that a loop over it needs no function value.
i16_walk : I16, I16, I16, Bool, [Known(U64), Unknown] -> Iter(I16)
i16_walk = |at, end, stride, done, len_if_known| {
	len_if_known,
	step: || if done {
		Done
	} else {
		One({ item: at, rest: i16_walk(at.plus_wrap(stride), end, stride, at == end, one_less(len_if_known)) })
	},
}

U32 :: [ProvidedByCompiler].{
	## 0.
	default : () -> U32
	default = || 0

	## The highest value.
	highest : U32
	highest = 4294967295

	## The lowest value.
	lowest : U32
	lowest = 0

	## Decimal text.
	to_str : U32 -> Str

	## The number that a text says.
	from_str : Str -> Try(U32, [BadNumStr, ..])
	from_str = |text| match Intrinsic.u32_parse(text) {
		(number, True) => Ok(number)
		_ => Err(BadNumStr)
	}

	## What a number literal of this type is.
	from_numeral : Numeral -> Try(U32, [InvalidNumeral(Str), ..])
	from_numeral = |numeral| match Intrinsic.u32_parse(numeral_whole_text(numeral)) {
		(number, True) => Ok(number)
		_ => Err(InvalidNumeral("${numeral_text(numeral)} is not a U32"))
	}

	## The number with these decimal digits.
	from_int_digits : List(U8) -> Try(U32, [OutOfRange, ..])
	from_int_digits = |digits| match Intrinsic.u32_parse(digits_text(digits)) {
		(number, True) => Ok(number)
		_ => Err(OutOfRange)
	}

	## Whether it is 0.
	is_zero : U32 -> Bool
	is_zero = |number| number == 0

	is_eq : U32, U32 -> Bool

	is_lt : U32, U32 -> Bool

	is_lte : U32, U32 -> Bool

	is_gt : U32, U32 -> Bool

	is_gte : U32, U32 -> Bool

	## How the first number stands to the second.
	compare : U32, U32 -> [LT, EQ, GT]
	compare = |a, b| if a < b {
		LT
	} else if a == b {
		EQ
	} else {
		GT
	}

	## The lesser one.
	min : U32, U32 -> U32
	min = |a, b| if b < a {
		b
	} else {
		a
	}

	## The greater one.
	max : U32, U32 -> U32
	max = |a, b| if b > a {
		b
	} else {
		a
	}

	## The sum; a crash if it doesn't fit.
	plus : U32, U32 -> U32

	## The difference; a crash if it doesn't fit.
	minus : U32, U32 -> U32

	## The product; a crash if it doesn't fit.
	times : U32, U32 -> U32

	## The quotient; a crash for 0.
	div_by : U32, U32 -> U32

	## The quotient, rounded toward 0; a crash for 0.
	div_trunc_by : U32, U32 -> U32

	## What div_trunc_by leaves, with the sign of the first number; a crash for 0.
	rem_by : U32, U32 -> U32

	## The power; a crash if it doesn't fit.
	pow : U32, U32 -> U32
	pow = |base, exponent| match Intrinsic.u32_pow_checked(base, exponent) {
		(power, 0) => power
		_ => crash "Integer exponentiation overflowed"
	}

	## How far the numbers are apart.
	abs_diff : U32, U32 -> U32
	abs_diff = |a, b| if a > b {
		a.minus_wrap(b)
	} else {
		b.minus_wrap(a)
	}

	## Whether it is a multiple of 2.
	is_even : U32 -> Bool
	is_even = |number| number.bitwise_and(1) == 0

	## Whether it isn't a multiple of 2.
	is_odd : U32 -> Bool
	is_odd = |number| number.bitwise_and(1) == 1

	## Whether it is a multiple of the second number; of 0 only 0 is.
	is_multiple_of : U32, U32 -> Bool
	is_multiple_of = |number, divisor| if divisor == 0 {
		number == 0
	} else {
		number % divisor == 0
	}

	## The sum modulo the number of values of the type.
	plus_wrap : U32, U32 -> U32

	## The difference modulo the number of values of the type.
	minus_wrap : U32, U32 -> U32

	## The product modulo the number of values of the type.
	times_wrap : U32, U32 -> U32

	## The sum, or the nearest value of the type.
	plus_saturated : U32, U32 -> U32

	## The difference, or the nearest value of the type.
	minus_saturated : U32, U32 -> U32

	## The product, or the nearest value of the type.
	times_saturated : U32, U32 -> U32

	plus_try : U32, U32 -> Try(U32, [Overflow, ..])
	plus_try = |a, b| match Intrinsic.u32_plus_checked(a, b) {
		(total, True) => Ok(total)
		_ => Err(Overflow)
	}

	minus_try : U32, U32 -> Try(U32, [Overflow, ..])
	minus_try = |a, b| match Intrinsic.u32_minus_checked(a, b) {
		(difference, True) => Ok(difference)
		_ => Err(Overflow)
	}

	times_try : U32, U32 -> Try(U32, [Overflow, ..])
	times_try = |a, b| match Intrinsic.u32_times_checked(a, b) {
		(product, True) => Ok(product)
		_ => Err(Overflow)
	}

	## The bits moved up; the count is taken modulo the width.
	shl_wrap : U32, U8 -> U32

	## The bits moved down, filled with the sign's; the count is taken modulo the width.
	shr_wrap : U32, U8 -> U32

	## The bits moved down, filled with zeros; the count is taken modulo the width.
	shr_zf_wrap : U32, U8 -> U32

	bitwise_and : U32, U32 -> U32

	bitwise_or : U32, U32 -> U32

	bitwise_xor : U32, U32 -> U32

	bitwise_not : U32 -> U32

	count_leading_zero_bits : U32 -> U8

	count_trailing_zero_bits : U32 -> U8

	count_one_bits : U32 -> U8

	## The numbers from the first to the second, that one included.
	to : U32, U32 -> Iter(U32)
	to = |low, high| U32.range_iter(low, high, 1, Inclusive, To, U32.range_len_if_known(low, high, 1, Inclusive))

	## The numbers from the first to the second, that one excluded.
	until : U32, U32 -> Iter(U32)
	until = |low, high| U32.range_iter(low, high, 1, Exclusive, To, U32.range_len_if_known(low, high, 1, Exclusive))

	## What `..<` makes.
	range_exclusive_to : U32, U32 -> Range(U32)
	range_exclusive_to = |low, high| u32_range(low, high, Exclusive, To)

	## What `..=` makes.
	range_inclusive_to : U32, U32 -> Range(U32)
	range_inclusive_to = |low, high| u32_range(low, high, Inclusive, To)

	## The numbers of `..<` in descending order.
	range_exclusive_from : U32, U32 -> Range(U32)
	range_exclusive_from = |low, high| u32_range(low, high, Exclusive, From)

	## The numbers of `..=` in descending order.
	range_inclusive_from : U32, U32 -> Range(U32)
	range_inclusive_from = |low, high| u32_range(low, high, Inclusive, From)

	range_len_if_known : U32, U32, U32, [Exclusive, Inclusive] -> [Known(U64), Unknown]
	range_len_if_known = |low, high, step, bound| match u32_range_steps(low, high, step, bound) {
		Ok(steps) => range_len(steps.to_u128())
		Err(NoStep) => Known(0)
	}

	range_iter : U32, U32, U32, [Exclusive, Inclusive], [To, From], [Known(U64), Unknown] -> Iter(U32)
	range_iter = |low, high, step, bound, direction, len_if_known| {
		(final, done) = match u32_range_steps(low, high, step, bound) {
			Ok(steps) => (low.plus_wrap(steps.times_wrap(step)), False)
			Err(NoStep) => (low, True)
		}
		(first, last, stride) = match direction {
			To => (low, final, step)
			From => (final, low, U32.minus_wrap(0, step))
		}
		u32_walk(first, last, stride, done, len_if_known)
	}

	to_hash : U32, Hasher -> Hasher
	to_hash = |number, hasher| { state: Intrinsic.hash_word(hasher.state, number.to_u64()) }

	## The quotient, rounded down; a crash for 0.
	div_floor_by : U32, U32 -> U32
	div_floor_by = |a, b| a // b

	## The quotient, rounded up; a crash for 0.
	div_ceil_by : U32, U32 -> U32
	div_ceil_by = |a, b| if a % b == 0 {
		a // b
	} else {
		a // b + 1
	}

	## What div_floor_by leaves, with the sign of the second number; a crash for 0.
	mod_by : U32, U32 -> U32
	mod_by = |a, b| if b == 0 {
		crash "U32 modulo by zero"
	} else {
		a % b
	}

	div_try : U32, U32 -> Try(U32, [DivByZero, ..])
	div_try = |a, b| if b == 0 {
		Err(DivByZero)
	} else {
		Ok(a // b)
	}

	div_ceil_try : U32, U32 -> Try(U32, [DivByZero, ..])
	div_ceil_try = |a, b| if b == 0 {
		Err(DivByZero)
	} else {
		Ok(U32.div_ceil_by(a, b))
	}

	pow_try : U32, U32 -> Try(U32, [Overflow, ..])
	pow_try = |base, exponent| match Intrinsic.u32_pow_checked(base, exponent) {
		(power, 0) => Ok(power)
		_ => Err(Overflow)
	}

	to_u8_wrap : U32 -> U8

	to_u8_try : U32 -> Try(U8, [OutOfRange, ..])
	to_u8_try = |number| if number > 255 {
		Err(OutOfRange)
	} else {
		Ok(number.to_u8_wrap())
	}

	to_i8_wrap : U32 -> I8

	to_i8_try : U32 -> Try(I8, [OutOfRange, ..])
	to_i8_try = |number| if number > 127 {
		Err(OutOfRange)
	} else {
		Ok(number.to_i8_wrap())
	}

	to_u16_wrap : U32 -> U16

	to_u16_try : U32 -> Try(U16, [OutOfRange, ..])
	to_u16_try = |number| if number > 65535 {
		Err(OutOfRange)
	} else {
		Ok(number.to_u16_wrap())
	}

	to_i16_wrap : U32 -> I16

	to_i16_try : U32 -> Try(I16, [OutOfRange, ..])
	to_i16_try = |number| if number > 32767 {
		Err(OutOfRange)
	} else {
		Ok(number.to_i16_wrap())
	}

	to_u32 : U32 -> U32

	to_u32_wrap : U32 -> U32

	to_u32_try : U32 -> Try(U32, [OutOfRange, ..])
	to_u32_try = |number| Ok(number)

	to_i32_wrap : U32 -> I32

	to_i32_try : U32 -> Try(I32, [OutOfRange, ..])
	to_i32_try = |number| if number > 2147483647 {
		Err(OutOfRange)
	} else {
		Ok(number.to_i32_wrap())
	}

	to_u64 : U32 -> U64

	to_i64 : U32 -> I64

	to_u128 : U32 -> U128

	to_i128 : U32 -> I128

	to_f32 : U32 -> F32

	to_f64 : U32 -> F64

	to_dec : U32 -> Dec
	to_dec = |number| Dec.from_attos(number.to_i128().times_wrap(1_000_000_000_000_000_000))

	from_le_bytes : List(U8), U64 -> Try(U32, [OutOfBounds, ..])
	from_le_bytes = |bytes, start| {
		if bytes.len() < 4 or start > bytes.len() - 4 {
			return Err(OutOfBounds)
		}
		var $number = 0
		var $index = start + 4
		while $index > start {
			$index = $index - 1
			$number = $number.shl_wrap(8).bitwise_or(Intrinsic.list_get_unchecked(bytes, $index).to_u32())
		}
		Ok($number)
	}

	parser_for : encoding -> (state -> Try({ value : U32, rest : state }, err)) where [encoding.parse_u32 : encoding, state -> Try({ value : U32, rest : state }, err)]
	parser_for = |encoding| |state| encoding.parse_u32(state)

	encoder_for : encoding -> (U32, state -> Try(state, err)) where [encoding.encode_u32 : U32, state -> Try(state, err)]
	encoder_for = |_encoding| {
		Format : encoding
		|number, state| Format.encode_u32(number, state)
	}

	# As keys of dicts.
	key_text : U32 -> Str
	key_text = |number| number.to_str()

	key_from_text : Str -> Try(U32, [NoKey])
	key_from_text = |text| U32.from_str(text).map_err(|_| NoKey)

	## Encodes it in a format that has `encode_u32`.
	encode : U32, fmt -> Try(encoded, err) where [fmt.encode_u32 : fmt, U32 -> Try(encoded, err)]
	encode = |number, format| format.encode_u32(number)

	## Decodes one in a format that has `decode_u32`.
	decode : src, fmt -> (Try(U32, err), src) where [fmt.decode_u32 : fmt, src -> (Try(U32, err), src)]
	decode = |source, format| format.decode_u32(source)
}

u32_range : U32, U32, [Exclusive, Inclusive], [To, From] -> Range(U32)
u32_range = |lower, upper, upper_bound, direction| {
	lower,
	upper,
	step: 1,
	upper_bound,
	direction,
	len_if_known: U32.range_len_if_known(lower, upper, 1, upper_bound),
}

# How often a range steps on from its lowest member.
u32_range_steps : U32, U32, U32, [Exclusive, Inclusive] -> Try(U32, [NoStep])
u32_range_steps = |low, high, step, bound| {
	distance = match bound {
		Exclusive => if low < high {
			high.minus_wrap(low) - 1
		} else {
			return Err(NoStep)
		}
		Inclusive => if low <= high {
			high.minus_wrap(low)
		} else {
			return Err(NoStep)
		}
	}
	if step <= 0 {
		Err(NoStep)
	} else {
		Ok(distance // step)
	}
}

# One function for all steps, so that a loop over it needs no function value.
u32_walk : U32, U32, U32, Bool, [Known(U64), Unknown] -> Iter(U32)
u32_walk = |at, end, stride, done, len_if_known| {
	len_if_known,
	step: || if done {
		Done
	} else {
		One({ item: at, rest: u32_walk(at.plus_wrap(stride), end, stride, at == end, one_less(len_if_known)) })
	},
}

I32 :: [ProvidedByCompiler].{
	## 0.
	default : () -> I32
	default = || 0

	## The highest value.
	highest : I32
	highest = 2147483647

	## The lowest value.
	lowest : I32
	lowest = -2147483648

	## Decimal text.
	to_str : I32 -> Str

	## The number that a text says.
	from_str : Str -> Try(I32, [BadNumStr, ..])
	from_str = |text| match Intrinsic.i32_parse(text) {
		(number, True) => Ok(number)
		_ => Err(BadNumStr)
	}

	## What a number literal of this type is.
	from_numeral : Numeral -> Try(I32, [InvalidNumeral(Str), ..])
	from_numeral = |numeral| match Intrinsic.i32_parse(numeral_whole_text(numeral)) {
		(number, True) => Ok(number)
		_ => Err(InvalidNumeral("${numeral_text(numeral)} is not a I32"))
	}

	## The number with these decimal digits.
	from_int_digits : List(U8) -> Try(I32, [OutOfRange, ..])
	from_int_digits = |digits| match Intrinsic.i32_parse(digits_text(digits)) {
		(number, True) => Ok(number)
		_ => Err(OutOfRange)
	}

	## Whether it is 0.
	is_zero : I32 -> Bool
	is_zero = |number| number == 0

	is_eq : I32, I32 -> Bool

	is_lt : I32, I32 -> Bool

	is_lte : I32, I32 -> Bool

	is_gt : I32, I32 -> Bool

	is_gte : I32, I32 -> Bool

	## How the first number stands to the second.
	compare : I32, I32 -> [LT, EQ, GT]
	compare = |a, b| if a < b {
		LT
	} else if a == b {
		EQ
	} else {
		GT
	}

	## The lesser one.
	min : I32, I32 -> I32
	min = |a, b| if b < a {
		b
	} else {
		a
	}

	## The greater one.
	max : I32, I32 -> I32
	max = |a, b| if b > a {
		b
	} else {
		a
	}

	## The sum; a crash if it doesn't fit.
	plus : I32, I32 -> I32

	## The difference; a crash if it doesn't fit.
	minus : I32, I32 -> I32

	## The product; a crash if it doesn't fit.
	times : I32, I32 -> I32

	## The quotient; a crash for 0.
	div_by : I32, I32 -> I32

	## The quotient, rounded toward 0; a crash for 0.
	div_trunc_by : I32, I32 -> I32

	## What div_trunc_by leaves, with the sign of the first number; a crash for 0.
	rem_by : I32, I32 -> I32

	## The power; a crash if it doesn't fit.
	pow : I32, I32 -> I32
	pow = |base, exponent| match Intrinsic.i32_pow_checked(base, exponent) {
		(power, 0) => power
		_ => crash "Integer exponentiation overflowed"
	}

	## How far the numbers are apart.
	abs_diff : I32, I32 -> U32
	abs_diff = |a, b| if a > b {
		a.minus_wrap(b).to_u32_wrap()
	} else {
		b.minus_wrap(a).to_u32_wrap()
	}

	## Whether it is a multiple of 2.
	is_even : I32 -> Bool
	is_even = |number| number.bitwise_and(1) == 0

	## Whether it isn't a multiple of 2.
	is_odd : I32 -> Bool
	is_odd = |number| number.bitwise_and(1) == 1

	## Whether it is a multiple of the second number; of 0 only 0 is.
	is_multiple_of : I32, I32 -> Bool
	is_multiple_of = |number, divisor| if divisor == 0 {
		number == 0
	} else {
		number % divisor == 0
	}

	## The sum modulo the number of values of the type.
	plus_wrap : I32, I32 -> I32

	## The difference modulo the number of values of the type.
	minus_wrap : I32, I32 -> I32

	## The product modulo the number of values of the type.
	times_wrap : I32, I32 -> I32

	## The sum, or the nearest value of the type.
	plus_saturated : I32, I32 -> I32

	## The difference, or the nearest value of the type.
	minus_saturated : I32, I32 -> I32

	## The product, or the nearest value of the type.
	times_saturated : I32, I32 -> I32

	plus_try : I32, I32 -> Try(I32, [Overflow, ..])
	plus_try = |a, b| match Intrinsic.i32_plus_checked(a, b) {
		(total, True) => Ok(total)
		_ => Err(Overflow)
	}

	minus_try : I32, I32 -> Try(I32, [Overflow, ..])
	minus_try = |a, b| match Intrinsic.i32_minus_checked(a, b) {
		(difference, True) => Ok(difference)
		_ => Err(Overflow)
	}

	times_try : I32, I32 -> Try(I32, [Overflow, ..])
	times_try = |a, b| match Intrinsic.i32_times_checked(a, b) {
		(product, True) => Ok(product)
		_ => Err(Overflow)
	}

	## The bits moved up; the count is taken modulo the width.
	shl_wrap : I32, U8 -> I32

	## The bits moved down, filled with the sign's; the count is taken modulo the width.
	shr_wrap : I32, U8 -> I32

	## The bits moved down, filled with zeros; the count is taken modulo the width.
	shr_zf_wrap : I32, U8 -> I32

	bitwise_and : I32, I32 -> I32

	bitwise_or : I32, I32 -> I32

	bitwise_xor : I32, I32 -> I32

	bitwise_not : I32 -> I32

	count_leading_zero_bits : I32 -> U8

	count_trailing_zero_bits : I32 -> U8

	count_one_bits : I32 -> U8

	## The numbers from the first to the second, that one included.
	to : I32, I32 -> Iter(I32)
	to = |low, high| I32.range_iter(low, high, 1, Inclusive, To, I32.range_len_if_known(low, high, 1, Inclusive))

	## The numbers from the first to the second, that one excluded.
	until : I32, I32 -> Iter(I32)
	until = |low, high| I32.range_iter(low, high, 1, Exclusive, To, I32.range_len_if_known(low, high, 1, Exclusive))

	## What `..<` makes.
	range_exclusive_to : I32, I32 -> Range(I32)
	range_exclusive_to = |low, high| i32_range(low, high, Exclusive, To)

	## What `..=` makes.
	range_inclusive_to : I32, I32 -> Range(I32)
	range_inclusive_to = |low, high| i32_range(low, high, Inclusive, To)

	## The numbers of `..<` in descending order.
	range_exclusive_from : I32, I32 -> Range(I32)
	range_exclusive_from = |low, high| i32_range(low, high, Exclusive, From)

	## The numbers of `..=` in descending order.
	range_inclusive_from : I32, I32 -> Range(I32)
	range_inclusive_from = |low, high| i32_range(low, high, Inclusive, From)

	range_len_if_known : I32, I32, I32, [Exclusive, Inclusive] -> [Known(U64), Unknown]
	range_len_if_known = |low, high, step, bound| match i32_range_steps(low, high, step, bound) {
		Ok(steps) => range_len(steps.to_u128())
		Err(NoStep) => Known(0)
	}

	range_iter : I32, I32, I32, [Exclusive, Inclusive], [To, From], [Known(U64), Unknown] -> Iter(I32)
	range_iter = |low, high, step, bound, direction, len_if_known| {
		(final, done) = match i32_range_steps(low, high, step, bound) {
			Ok(steps) => (low.plus_wrap(steps.times_wrap(step.to_u32_wrap()).to_i32_wrap()), False)
			Err(NoStep) => (low, True)
		}
		(first, last, stride) = match direction {
			To => (low, final, step)
			From => (final, low, I32.minus_wrap(0, step))
		}
		i32_walk(first, last, stride, done, len_if_known)
	}

	to_hash : I32, Hasher -> Hasher
	to_hash = |number, hasher| { state: Intrinsic.hash_word(hasher.state, number.to_u64_wrap()) }

	## The number with the other sign.
	negate : I32 -> I32

	## The number without its sign.
	abs : I32 -> I32
	abs = |number| if number >= 0 {
		number
	} else if number == I32.lowest {
		crash "Integer absolute value overflowed"
	} else {
		I32.minus_wrap(0, number)
	}

	## Whether it is below 0.
	is_negative : I32 -> Bool
	is_negative = |number| number < 0

	## Whether it is above 0.
	is_positive : I32 -> Bool
	is_positive = |number| number > 0

	## The quotient, rounded down; a crash for 0.
	div_floor_by : I32, I32 -> I32
	div_floor_by = |a, b| {
		quotient = a // b
		if a % b != 0 and a.bitwise_xor(b) < 0 {
			quotient - 1
		} else {
			quotient
		}
	}

	## The quotient, rounded up; a crash for 0.
	div_ceil_by : I32, I32 -> I32
	div_ceil_by = |a, b| {
		quotient = a // b
		if a % b != 0 and a.bitwise_xor(b) >= 0 {
			quotient + 1
		} else {
			quotient
		}
	}

	## What div_floor_by leaves, with the sign of the second number; a crash for 0.
	mod_by : I32, I32 -> I32
	mod_by = |a, b| {
		if b == 0 {
			crash "I32 modulo by zero"
		}
		remainder = a % b
		if remainder != 0 and remainder.bitwise_xor(b) < 0 {
			remainder + b
		} else {
			remainder
		}
	}

	div_try : I32, I32 -> Try(I32, [DivByZero, Overflow, ..])
	div_try = |a, b| if b == 0 {
		Err(DivByZero)
	} else if a == I32.lowest and b == -1 {
		Err(Overflow)
	} else {
		Ok(a // b)
	}

	div_ceil_try : I32, I32 -> Try(I32, [DivByZero, Overflow, ..])
	div_ceil_try = |a, b| if b == 0 {
		Err(DivByZero)
	} else if a == I32.lowest and b == -1 {
		Err(Overflow)
	} else {
		Ok(I32.div_ceil_by(a, b))
	}

	pow_try : I32, I32 -> Try(I32, [Overflow, Underflow, ..])
	pow_try = |base, exponent| match Intrinsic.i32_pow_checked(base, exponent) {
		(power, 0) => Ok(power)
		(_, 2) => Err(Underflow)
		_ => Err(Overflow)
	}

	to_u8_wrap : I32 -> U8

	to_u8_try : I32 -> Try(U8, [OutOfRange, ..])
	to_u8_try = |number| if number < 0 or number > 255 {
		Err(OutOfRange)
	} else {
		Ok(number.to_u8_wrap())
	}

	to_i8_wrap : I32 -> I8

	to_i8_try : I32 -> Try(I8, [OutOfRange, ..])
	to_i8_try = |number| if number < -128 or number > 127 {
		Err(OutOfRange)
	} else {
		Ok(number.to_i8_wrap())
	}

	to_u16_wrap : I32 -> U16

	to_u16_try : I32 -> Try(U16, [OutOfRange, ..])
	to_u16_try = |number| if number < 0 or number > 65535 {
		Err(OutOfRange)
	} else {
		Ok(number.to_u16_wrap())
	}

	to_i16_wrap : I32 -> I16

	to_i16_try : I32 -> Try(I16, [OutOfRange, ..])
	to_i16_try = |number| if number < -32768 or number > 32767 {
		Err(OutOfRange)
	} else {
		Ok(number.to_i16_wrap())
	}

	to_u32_wrap : I32 -> U32

	to_u32_try : I32 -> Try(U32, [OutOfRange, ..])
	to_u32_try = |number| if number < 0 {
		Err(OutOfRange)
	} else {
		Ok(number.to_u32_wrap())
	}

	to_i32 : I32 -> I32

	to_i32_wrap : I32 -> I32

	to_i32_try : I32 -> Try(I32, [OutOfRange, ..])
	to_i32_try = |number| Ok(number)

	to_u64_wrap : I32 -> U64

	to_u64_try : I32 -> Try(U64, [OutOfRange, ..])
	to_u64_try = |number| if number < 0 {
		Err(OutOfRange)
	} else {
		Ok(number.to_u64_wrap())
	}

	to_i64 : I32 -> I64

	to_u128_wrap : I32 -> U128

	to_u128_try : I32 -> Try(U128, [OutOfRange, ..])
	to_u128_try = |number| if number < 0 {
		Err(OutOfRange)
	} else {
		Ok(number.to_u128_wrap())
	}

	to_i128 : I32 -> I128

	to_f32 : I32 -> F32

	to_f64 : I32 -> F64

	to_dec : I32 -> Dec
	to_dec = |number| Dec.from_attos(number.to_i128().times_wrap(1_000_000_000_000_000_000))

	from_le_bytes : List(U8), U64 -> Try(I32, [OutOfBounds, ..])
	from_le_bytes = |bytes, start| {
		if bytes.len() < 4 or start > bytes.len() - 4 {
			return Err(OutOfBounds)
		}
		var $number = 0
		var $index = start + 4
		while $index > start {
			$index = $index - 1
			$number = $number.shl_wrap(8).bitwise_or(Intrinsic.list_get_unchecked(bytes, $index).to_i32())
		}
		Ok($number)
	}

	parser_for : encoding -> (state -> Try({ value : I32, rest : state }, err)) where [encoding.parse_i32 : encoding, state -> Try({ value : I32, rest : state }, err)]
	parser_for = |encoding| |state| encoding.parse_i32(state)

	encoder_for : encoding -> (I32, state -> Try(state, err)) where [encoding.encode_i32 : I32, state -> Try(state, err)]
	encoder_for = |_encoding| {
		Format : encoding
		|number, state| Format.encode_i32(number, state)
	}

	# As keys of dicts.
	key_text : I32 -> Str
	key_text = |number| number.to_str()

	key_from_text : Str -> Try(I32, [NoKey])
	key_from_text = |text| I32.from_str(text).map_err(|_| NoKey)

	## Encodes it in a format that has `encode_i32`.
	encode : I32, fmt -> Try(encoded, err) where [fmt.encode_i32 : fmt, I32 -> Try(encoded, err)]
	encode = |number, format| format.encode_i32(number)

	## Decodes one in a format that has `decode_i32`.
	decode : src, fmt -> (Try(I32, err), src) where [fmt.decode_i32 : fmt, src -> (Try(I32, err), src)]
	decode = |source, format| format.decode_i32(source)
}

i32_range : I32, I32, [Exclusive, Inclusive], [To, From] -> Range(I32)
i32_range = |lower, upper, upper_bound, direction| {
	lower,
	upper,
	step: 1,
	upper_bound,
	direction,
	len_if_known: I32.range_len_if_known(lower, upper, 1, upper_bound),
}

# How often a range steps on from its lowest member.
i32_range_steps : I32, I32, I32, [Exclusive, Inclusive] -> Try(U32, [NoStep])
i32_range_steps = |low, high, step, bound| {
	distance = match bound {
		Exclusive => if low < high {
			high.minus_wrap(low).to_u32_wrap() - 1
		} else {
			return Err(NoStep)
		}
		Inclusive => if low <= high {
			high.minus_wrap(low).to_u32_wrap()
		} else {
			return Err(NoStep)
		}
	}
	if step <= 0 {
		Err(NoStep)
	} else {
		Ok(distance // step.to_u32_wrap())
	}
}

# One function for all steps, so that a loop over it needs no function value.
i32_walk : I32, I32, I32, Bool, [Known(U64), Unknown] -> Iter(I32)
i32_walk = |at, end, stride, done, len_if_known| {
	len_if_known,
	step: || if done {
		Done
	} else {
		One({ item: at, rest: i32_walk(at.plus_wrap(stride), end, stride, at == end, one_less(len_if_known)) })
	},
}

U64 :: [ProvidedByCompiler].{
	## 0.
	default : () -> U64
	default = || 0

	## The highest value.
	highest : U64
	highest = 18446744073709551615

	## The lowest value.
	lowest : U64
	lowest = 0

	## Decimal text.
	to_str : U64 -> Str

	## The number that a text says.
	from_str : Str -> Try(U64, [BadNumStr, ..])
	from_str = |text| match Intrinsic.u64_parse(text) {
		(number, True) => Ok(number)
		_ => Err(BadNumStr)
	}

	## What a number literal of this type is.
	from_numeral : Numeral -> Try(U64, [InvalidNumeral(Str), ..])
	from_numeral = |numeral| match Intrinsic.u64_parse(numeral_whole_text(numeral)) {
		(number, True) => Ok(number)
		_ => Err(InvalidNumeral("${numeral_text(numeral)} is not a U64"))
	}

	## The number with these decimal digits.
	from_int_digits : List(U8) -> Try(U64, [OutOfRange, ..])
	from_int_digits = |digits| match Intrinsic.u64_parse(digits_text(digits)) {
		(number, True) => Ok(number)
		_ => Err(OutOfRange)
	}

	## Whether it is 0.
	is_zero : U64 -> Bool
	is_zero = |number| number == 0

	is_eq : U64, U64 -> Bool

	is_lt : U64, U64 -> Bool

	is_lte : U64, U64 -> Bool

	is_gt : U64, U64 -> Bool

	is_gte : U64, U64 -> Bool

	## How the first number stands to the second.
	compare : U64, U64 -> [LT, EQ, GT]
	compare = |a, b| if a < b {
		LT
	} else if a == b {
		EQ
	} else {
		GT
	}

	## The lesser one.
	min : U64, U64 -> U64
	min = |a, b| if b < a {
		b
	} else {
		a
	}

	## The greater one.
	max : U64, U64 -> U64
	max = |a, b| if b > a {
		b
	} else {
		a
	}

	## The sum; a crash if it doesn't fit.
	plus : U64, U64 -> U64

	## The difference; a crash if it doesn't fit.
	minus : U64, U64 -> U64

	## The product; a crash if it doesn't fit.
	times : U64, U64 -> U64

	## The quotient; a crash for 0.
	div_by : U64, U64 -> U64

	## The quotient, rounded toward 0; a crash for 0.
	div_trunc_by : U64, U64 -> U64

	## What div_trunc_by leaves, with the sign of the first number; a crash for 0.
	rem_by : U64, U64 -> U64

	## The power; a crash if it doesn't fit.
	pow : U64, U64 -> U64
	pow = |base, exponent| match Intrinsic.u64_pow_checked(base, exponent) {
		(power, 0) => power
		_ => crash "Integer exponentiation overflowed"
	}

	## How far the numbers are apart.
	abs_diff : U64, U64 -> U64
	abs_diff = |a, b| if a > b {
		a.minus_wrap(b)
	} else {
		b.minus_wrap(a)
	}

	## Whether it is a multiple of 2.
	is_even : U64 -> Bool
	is_even = |number| number.bitwise_and(1) == 0

	## Whether it isn't a multiple of 2.
	is_odd : U64 -> Bool
	is_odd = |number| number.bitwise_and(1) == 1

	## Whether it is a multiple of the second number; of 0 only 0 is.
	is_multiple_of : U64, U64 -> Bool
	is_multiple_of = |number, divisor| if divisor == 0 {
		number == 0
	} else {
		number % divisor == 0
	}

	## The sum modulo the number of values of the type.
	plus_wrap : U64, U64 -> U64

	## The difference modulo the number of values of the type.
	minus_wrap : U64, U64 -> U64

	## The product modulo the number of values of the type.
	times_wrap : U64, U64 -> U64

	## The sum, or the nearest value of the type.
	plus_saturated : U64, U64 -> U64

	## The difference, or the nearest value of the type.
	minus_saturated : U64, U64 -> U64

	## The product, or the nearest value of the type.
	times_saturated : U64, U64 -> U64

	plus_try : U64, U64 -> Try(U64, [Overflow, ..])
	plus_try = |a, b| match Intrinsic.u64_plus_checked(a, b) {
		(total, True) => Ok(total)
		_ => Err(Overflow)
	}

	minus_try : U64, U64 -> Try(U64, [Overflow, ..])
	minus_try = |a, b| match Intrinsic.u64_minus_checked(a, b) {
		(difference, True) => Ok(difference)
		_ => Err(Overflow)
	}

	times_try : U64, U64 -> Try(U64, [Overflow, ..])
	times_try = |a, b| match Intrinsic.u64_times_checked(a, b) {
		(product, True) => Ok(product)
		_ => Err(Overflow)
	}

	## The bits moved up; the count is taken modulo the width.
	shl_wrap : U64, U8 -> U64

	## The bits moved down, filled with the sign's; the count is taken modulo the width.
	shr_wrap : U64, U8 -> U64

	## The bits moved down, filled with zeros; the count is taken modulo the width.
	shr_zf_wrap : U64, U8 -> U64

	bitwise_and : U64, U64 -> U64

	bitwise_or : U64, U64 -> U64

	bitwise_xor : U64, U64 -> U64

	bitwise_not : U64 -> U64

	count_leading_zero_bits : U64 -> U8

	count_trailing_zero_bits : U64 -> U8

	count_one_bits : U64 -> U8

	## The numbers from the first to the second, that one included.
	to : U64, U64 -> Iter(U64)
	to = |low, high| U64.range_iter(low, high, 1, Inclusive, To, U64.range_len_if_known(low, high, 1, Inclusive))

	## The numbers from the first to the second, that one excluded.
	until : U64, U64 -> Iter(U64)
	until = |low, high| U64.range_iter(low, high, 1, Exclusive, To, U64.range_len_if_known(low, high, 1, Exclusive))

	## What `..<` makes.
	range_exclusive_to : U64, U64 -> Range(U64)
	range_exclusive_to = |low, high| u64_range(low, high, Exclusive, To)

	## What `..=` makes.
	range_inclusive_to : U64, U64 -> Range(U64)
	range_inclusive_to = |low, high| u64_range(low, high, Inclusive, To)

	## The numbers of `..<` in descending order.
	range_exclusive_from : U64, U64 -> Range(U64)
	range_exclusive_from = |low, high| u64_range(low, high, Exclusive, From)

	## The numbers of `..=` in descending order.
	range_inclusive_from : U64, U64 -> Range(U64)
	range_inclusive_from = |low, high| u64_range(low, high, Inclusive, From)

	range_len_if_known : U64, U64, U64, [Exclusive, Inclusive] -> [Known(U64), Unknown]
	range_len_if_known = |low, high, step, bound| match u64_range_steps(low, high, step, bound) {
		Ok(steps) => range_len(steps.to_u128())
		Err(NoStep) => Known(0)
	}

	range_iter : U64, U64, U64, [Exclusive, Inclusive], [To, From], [Known(U64), Unknown] -> Iter(U64)
	range_iter = |low, high, step, bound, direction, len_if_known| {
		(final, done) = match u64_range_steps(low, high, step, bound) {
			Ok(steps) => (low.plus_wrap(steps.times_wrap(step)), False)
			Err(NoStep) => (low, True)
		}
		(first, last, stride) = match direction {
			To => (low, final, step)
			From => (final, low, U64.minus_wrap(0, step))
		}
		u64_walk(first, last, stride, done, len_if_known)
	}

	to_hash : U64, Hasher -> Hasher
	to_hash = |number, hasher| { state: Intrinsic.hash_word(hasher.state, number) }

	## The quotient, rounded down; a crash for 0.
	div_floor_by : U64, U64 -> U64
	div_floor_by = |a, b| a // b

	## The quotient, rounded up; a crash for 0.
	div_ceil_by : U64, U64 -> U64
	div_ceil_by = |a, b| if a % b == 0 {
		a // b
	} else {
		a // b + 1
	}

	## What div_floor_by leaves, with the sign of the second number; a crash for 0.
	mod_by : U64, U64 -> U64
	mod_by = |a, b| if b == 0 {
		crash "U64 modulo by zero"
	} else {
		a % b
	}

	div_try : U64, U64 -> Try(U64, [DivByZero, ..])
	div_try = |a, b| if b == 0 {
		Err(DivByZero)
	} else {
		Ok(a // b)
	}

	div_ceil_try : U64, U64 -> Try(U64, [DivByZero, ..])
	div_ceil_try = |a, b| if b == 0 {
		Err(DivByZero)
	} else {
		Ok(U64.div_ceil_by(a, b))
	}

	pow_try : U64, U64 -> Try(U64, [Overflow, ..])
	pow_try = |base, exponent| match Intrinsic.u64_pow_checked(base, exponent) {
		(power, 0) => Ok(power)
		_ => Err(Overflow)
	}

	to_u8_wrap : U64 -> U8

	to_u8_try : U64 -> Try(U8, [OutOfRange, ..])
	to_u8_try = |number| if number > 255 {
		Err(OutOfRange)
	} else {
		Ok(number.to_u8_wrap())
	}

	to_i8_wrap : U64 -> I8

	to_i8_try : U64 -> Try(I8, [OutOfRange, ..])
	to_i8_try = |number| if number > 127 {
		Err(OutOfRange)
	} else {
		Ok(number.to_i8_wrap())
	}

	to_u16_wrap : U64 -> U16

	to_u16_try : U64 -> Try(U16, [OutOfRange, ..])
	to_u16_try = |number| if number > 65535 {
		Err(OutOfRange)
	} else {
		Ok(number.to_u16_wrap())
	}

	to_i16_wrap : U64 -> I16

	to_i16_try : U64 -> Try(I16, [OutOfRange, ..])
	to_i16_try = |number| if number > 32767 {
		Err(OutOfRange)
	} else {
		Ok(number.to_i16_wrap())
	}

	to_u32_wrap : U64 -> U32

	to_u32_try : U64 -> Try(U32, [OutOfRange, ..])
	to_u32_try = |number| if number > 4294967295 {
		Err(OutOfRange)
	} else {
		Ok(number.to_u32_wrap())
	}

	to_i32_wrap : U64 -> I32

	to_i32_try : U64 -> Try(I32, [OutOfRange, ..])
	to_i32_try = |number| if number > 2147483647 {
		Err(OutOfRange)
	} else {
		Ok(number.to_i32_wrap())
	}

	to_u64 : U64 -> U64

	to_u64_wrap : U64 -> U64

	to_u64_try : U64 -> Try(U64, [OutOfRange, ..])
	to_u64_try = |number| Ok(number)

	to_i64_wrap : U64 -> I64

	to_i64_try : U64 -> Try(I64, [OutOfRange, ..])
	to_i64_try = |number| if number > 9223372036854775807 {
		Err(OutOfRange)
	} else {
		Ok(number.to_i64_wrap())
	}

	to_u128 : U64 -> U128

	to_i128 : U64 -> I128

	to_f32 : U64 -> F32

	to_f64 : U64 -> F64

	to_dec : U64 -> Dec
	to_dec = |number| Dec.from_attos(number.to_i128().times_wrap(1_000_000_000_000_000_000))

	from_le_bytes : List(U8), U64 -> Try(U64, [OutOfBounds, ..])
	from_le_bytes = |bytes, start| {
		if bytes.len() < 8 or start > bytes.len() - 8 {
			return Err(OutOfBounds)
		}
		var $number = 0
		var $index = start + 8
		while $index > start {
			$index = $index - 1
			$number = $number.shl_wrap(8).bitwise_or(Intrinsic.list_get_unchecked(bytes, $index).to_u64())
		}
		Ok($number)
	}

	append_le_bytes_to : U64, List(U8), U64 -> Try(List(U8), [OutOfBounds, ..])
	append_le_bytes_to = |number, bytes, count| {
		if count > 8 {
			return Err(OutOfBounds)
		}
		var $bytes = bytes
		var $number = number
		var $left = count
		while $left > 0 {
			$bytes = $bytes.append($number.to_u8_wrap())
			$number = $number.shr_wrap(8)
			$left = $left - 1
		}
		Ok($bytes)
	}

	parser_for : encoding -> (state -> Try({ value : U64, rest : state }, err)) where [encoding.parse_u64 : encoding, state -> Try({ value : U64, rest : state }, err)]
	parser_for = |encoding| |state| encoding.parse_u64(state)

	encoder_for : encoding -> (U64, state -> Try(state, err)) where [encoding.encode_u64 : U64, state -> Try(state, err)]
	encoder_for = |_encoding| {
		Format : encoding
		|number, state| Format.encode_u64(number, state)
	}

	# As keys of dicts.
	key_text : U64 -> Str
	key_text = |number| number.to_str()

	key_from_text : Str -> Try(U64, [NoKey])
	key_from_text = |text| U64.from_str(text).map_err(|_| NoKey)

	## Encodes it in a format that has `encode_u64`.
	encode : U64, fmt -> Try(encoded, err) where [fmt.encode_u64 : fmt, U64 -> Try(encoded, err)]
	encode = |number, format| format.encode_u64(number)

	## Decodes one in a format that has `decode_u64`.
	decode : src, fmt -> (Try(U64, err), src) where [fmt.decode_u64 : fmt, src -> (Try(U64, err), src)]
	decode = |source, format| format.decode_u64(source)
}

u64_range : U64, U64, [Exclusive, Inclusive], [To, From] -> Range(U64)
u64_range = |lower, upper, upper_bound, direction| {
	lower,
	upper,
	step: 1,
	upper_bound,
	direction,
	len_if_known: U64.range_len_if_known(lower, upper, 1, upper_bound),
}

# How often a range steps on from its lowest member.
u64_range_steps : U64, U64, U64, [Exclusive, Inclusive] -> Try(U64, [NoStep])
u64_range_steps = |low, high, step, bound| {
	distance = match bound {
		Exclusive => if low < high {
			high.minus_wrap(low) - 1
		} else {
			return Err(NoStep)
		}
		Inclusive => if low <= high {
			high.minus_wrap(low)
		} else {
			return Err(NoStep)
		}
	}
	if step <= 0 {
		Err(NoStep)
	} else {
		Ok(distance // step)
	}
}

# One function for all steps, so that a loop over it needs no function value.
u64_walk : U64, U64, U64, Bool, [Known(U64), Unknown] -> Iter(U64)
u64_walk = |at, end, stride, done, len_if_known| {
	len_if_known,
	step: || if done {
		Done
	} else {
		One({ item: at, rest: u64_walk(at.plus_wrap(stride), end, stride, at == end, one_less(len_if_known)) })
	},
}

I64 :: [ProvidedByCompiler].{
	## 0.
	default : () -> I64
	default = || 0

	## The highest value.
	highest : I64
	highest = 9223372036854775807

	## The lowest value.
	lowest : I64
	lowest = -9223372036854775808

	## Decimal text.
	to_str : I64 -> Str

	## The number that a text says.
	from_str : Str -> Try(I64, [BadNumStr, ..])
	from_str = |text| match Intrinsic.i64_parse(text) {
		(number, True) => Ok(number)
		_ => Err(BadNumStr)
	}

	## What a number literal of this type is.
	from_numeral : Numeral -> Try(I64, [InvalidNumeral(Str), ..])
	from_numeral = |numeral| match Intrinsic.i64_parse(numeral_whole_text(numeral)) {
		(number, True) => Ok(number)
		_ => Err(InvalidNumeral("${numeral_text(numeral)} is not a I64"))
	}

	## The number with these decimal digits.
	from_int_digits : List(U8) -> Try(I64, [OutOfRange, ..])
	from_int_digits = |digits| match Intrinsic.i64_parse(digits_text(digits)) {
		(number, True) => Ok(number)
		_ => Err(OutOfRange)
	}

	## Whether it is 0.
	is_zero : I64 -> Bool
	is_zero = |number| number == 0

	is_eq : I64, I64 -> Bool

	is_lt : I64, I64 -> Bool

	is_lte : I64, I64 -> Bool

	is_gt : I64, I64 -> Bool

	is_gte : I64, I64 -> Bool

	## How the first number stands to the second.
	compare : I64, I64 -> [LT, EQ, GT]
	compare = |a, b| if a < b {
		LT
	} else if a == b {
		EQ
	} else {
		GT
	}

	## The lesser one.
	min : I64, I64 -> I64
	min = |a, b| if b < a {
		b
	} else {
		a
	}

	## The greater one.
	max : I64, I64 -> I64
	max = |a, b| if b > a {
		b
	} else {
		a
	}

	## The sum; a crash if it doesn't fit.
	plus : I64, I64 -> I64

	## The difference; a crash if it doesn't fit.
	minus : I64, I64 -> I64

	## The product; a crash if it doesn't fit.
	times : I64, I64 -> I64

	## The quotient; a crash for 0.
	div_by : I64, I64 -> I64

	## The quotient, rounded toward 0; a crash for 0.
	div_trunc_by : I64, I64 -> I64

	## What div_trunc_by leaves, with the sign of the first number; a crash for 0.
	rem_by : I64, I64 -> I64

	## The power; a crash if it doesn't fit.
	pow : I64, I64 -> I64
	pow = |base, exponent| match Intrinsic.i64_pow_checked(base, exponent) {
		(power, 0) => power
		_ => crash "Integer exponentiation overflowed"
	}

	## How far the numbers are apart.
	abs_diff : I64, I64 -> U64
	abs_diff = |a, b| if a > b {
		a.minus_wrap(b).to_u64_wrap()
	} else {
		b.minus_wrap(a).to_u64_wrap()
	}

	## Whether it is a multiple of 2.
	is_even : I64 -> Bool
	is_even = |number| number.bitwise_and(1) == 0

	## Whether it isn't a multiple of 2.
	is_odd : I64 -> Bool
	is_odd = |number| number.bitwise_and(1) == 1

	## Whether it is a multiple of the second number; of 0 only 0 is.
	is_multiple_of : I64, I64 -> Bool
	is_multiple_of = |number, divisor| if divisor == 0 {
		number == 0
	} else {
		number % divisor == 0
	}

	## The sum modulo the number of values of the type.
	plus_wrap : I64, I64 -> I64

	## The difference modulo the number of values of the type.
	minus_wrap : I64, I64 -> I64

	## The product modulo the number of values of the type.
	times_wrap : I64, I64 -> I64

	## The sum, or the nearest value of the type.
	plus_saturated : I64, I64 -> I64

	## The difference, or the nearest value of the type.
	minus_saturated : I64, I64 -> I64

	## The product, or the nearest value of the type.
	times_saturated : I64, I64 -> I64

	plus_try : I64, I64 -> Try(I64, [Overflow, ..])
	plus_try = |a, b| match Intrinsic.i64_plus_checked(a, b) {
		(total, True) => Ok(total)
		_ => Err(Overflow)
	}

	minus_try : I64, I64 -> Try(I64, [Overflow, ..])
	minus_try = |a, b| match Intrinsic.i64_minus_checked(a, b) {
		(difference, True) => Ok(difference)
		_ => Err(Overflow)
	}

	times_try : I64, I64 -> Try(I64, [Overflow, ..])
	times_try = |a, b| match Intrinsic.i64_times_checked(a, b) {
		(product, True) => Ok(product)
		_ => Err(Overflow)
	}

	## The bits moved up; the count is taken modulo the width.
	shl_wrap : I64, U8 -> I64

	## The bits moved down, filled with the sign's; the count is taken modulo the width.
	shr_wrap : I64, U8 -> I64

	## The bits moved down, filled with zeros; the count is taken modulo the width.
	shr_zf_wrap : I64, U8 -> I64

	bitwise_and : I64, I64 -> I64

	bitwise_or : I64, I64 -> I64

	bitwise_xor : I64, I64 -> I64

	bitwise_not : I64 -> I64

	count_leading_zero_bits : I64 -> U8

	count_trailing_zero_bits : I64 -> U8

	count_one_bits : I64 -> U8

	## The numbers from the first to the second, that one included.
	to : I64, I64 -> Iter(I64)
	to = |low, high| I64.range_iter(low, high, 1, Inclusive, To, I64.range_len_if_known(low, high, 1, Inclusive))

	## The numbers from the first to the second, that one excluded.
	until : I64, I64 -> Iter(I64)
	until = |low, high| I64.range_iter(low, high, 1, Exclusive, To, I64.range_len_if_known(low, high, 1, Exclusive))

	## What `..<` makes.
	range_exclusive_to : I64, I64 -> Range(I64)
	range_exclusive_to = |low, high| i64_range(low, high, Exclusive, To)

	## What `..=` makes.
	range_inclusive_to : I64, I64 -> Range(I64)
	range_inclusive_to = |low, high| i64_range(low, high, Inclusive, To)

	## The numbers of `..<` in descending order.
	range_exclusive_from : I64, I64 -> Range(I64)
	range_exclusive_from = |low, high| i64_range(low, high, Exclusive, From)

	## The numbers of `..=` in descending order.
	range_inclusive_from : I64, I64 -> Range(I64)
	range_inclusive_from = |low, high| i64_range(low, high, Inclusive, From)

	range_len_if_known : I64, I64, I64, [Exclusive, Inclusive] -> [Known(U64), Unknown]
	range_len_if_known = |low, high, step, bound| match i64_range_steps(low, high, step, bound) {
		Ok(steps) => range_len(steps.to_u128())
		Err(NoStep) => Known(0)
	}

	range_iter : I64, I64, I64, [Exclusive, Inclusive], [To, From], [Known(U64), Unknown] -> Iter(I64)
	range_iter = |low, high, step, bound, direction, len_if_known| {
		(final, done) = match i64_range_steps(low, high, step, bound) {
			Ok(steps) => (low.plus_wrap(steps.times_wrap(step.to_u64_wrap()).to_i64_wrap()), False)
			Err(NoStep) => (low, True)
		}
		(first, last, stride) = match direction {
			To => (low, final, step)
			From => (final, low, I64.minus_wrap(0, step))
		}
		i64_walk(first, last, stride, done, len_if_known)
	}

	to_hash : I64, Hasher -> Hasher
	to_hash = |number, hasher| { state: Intrinsic.hash_word(hasher.state, number.to_u64_wrap()) }

	## The number with the other sign.
	negate : I64 -> I64

	## The number without its sign.
	abs : I64 -> I64
	abs = |number| if number >= 0 {
		number
	} else if number == I64.lowest {
		crash "Integer absolute value overflowed"
	} else {
		I64.minus_wrap(0, number)
	}

	## Whether it is below 0.
	is_negative : I64 -> Bool
	is_negative = |number| number < 0

	## Whether it is above 0.
	is_positive : I64 -> Bool
	is_positive = |number| number > 0

	## The quotient, rounded down; a crash for 0.
	div_floor_by : I64, I64 -> I64
	div_floor_by = |a, b| {
		quotient = a // b
		if a % b != 0 and a.bitwise_xor(b) < 0 {
			quotient - 1
		} else {
			quotient
		}
	}

	## The quotient, rounded up; a crash for 0.
	div_ceil_by : I64, I64 -> I64
	div_ceil_by = |a, b| {
		quotient = a // b
		if a % b != 0 and a.bitwise_xor(b) >= 0 {
			quotient + 1
		} else {
			quotient
		}
	}

	## What div_floor_by leaves, with the sign of the second number; a crash for 0.
	mod_by : I64, I64 -> I64
	mod_by = |a, b| {
		if b == 0 {
			crash "I64 modulo by zero"
		}
		remainder = a % b
		if remainder != 0 and remainder.bitwise_xor(b) < 0 {
			remainder + b
		} else {
			remainder
		}
	}

	div_try : I64, I64 -> Try(I64, [DivByZero, Overflow, ..])
	div_try = |a, b| if b == 0 {
		Err(DivByZero)
	} else if a == I64.lowest and b == -1 {
		Err(Overflow)
	} else {
		Ok(a // b)
	}

	div_ceil_try : I64, I64 -> Try(I64, [DivByZero, Overflow, ..])
	div_ceil_try = |a, b| if b == 0 {
		Err(DivByZero)
	} else if a == I64.lowest and b == -1 {
		Err(Overflow)
	} else {
		Ok(I64.div_ceil_by(a, b))
	}

	pow_try : I64, I64 -> Try(I64, [Overflow, Underflow, ..])
	pow_try = |base, exponent| match Intrinsic.i64_pow_checked(base, exponent) {
		(power, 0) => Ok(power)
		(_, 2) => Err(Underflow)
		_ => Err(Overflow)
	}

	to_u8_wrap : I64 -> U8

	to_u8_try : I64 -> Try(U8, [OutOfRange, ..])
	to_u8_try = |number| if number < 0 or number > 255 {
		Err(OutOfRange)
	} else {
		Ok(number.to_u8_wrap())
	}

	to_i8_wrap : I64 -> I8

	to_i8_try : I64 -> Try(I8, [OutOfRange, ..])
	to_i8_try = |number| if number < -128 or number > 127 {
		Err(OutOfRange)
	} else {
		Ok(number.to_i8_wrap())
	}

	to_u16_wrap : I64 -> U16

	to_u16_try : I64 -> Try(U16, [OutOfRange, ..])
	to_u16_try = |number| if number < 0 or number > 65535 {
		Err(OutOfRange)
	} else {
		Ok(number.to_u16_wrap())
	}

	to_i16_wrap : I64 -> I16

	to_i16_try : I64 -> Try(I16, [OutOfRange, ..])
	to_i16_try = |number| if number < -32768 or number > 32767 {
		Err(OutOfRange)
	} else {
		Ok(number.to_i16_wrap())
	}

	to_u32_wrap : I64 -> U32

	to_u32_try : I64 -> Try(U32, [OutOfRange, ..])
	to_u32_try = |number| if number < 0 or number > 4294967295 {
		Err(OutOfRange)
	} else {
		Ok(number.to_u32_wrap())
	}

	to_i32_wrap : I64 -> I32

	to_i32_try : I64 -> Try(I32, [OutOfRange, ..])
	to_i32_try = |number| if number < -2147483648 or number > 2147483647 {
		Err(OutOfRange)
	} else {
		Ok(number.to_i32_wrap())
	}

	to_u64_wrap : I64 -> U64

	to_u64_try : I64 -> Try(U64, [OutOfRange, ..])
	to_u64_try = |number| if number < 0 {
		Err(OutOfRange)
	} else {
		Ok(number.to_u64_wrap())
	}

	to_i64 : I64 -> I64

	to_i64_wrap : I64 -> I64

	to_i64_try : I64 -> Try(I64, [OutOfRange, ..])
	to_i64_try = |number| Ok(number)

	to_u128_wrap : I64 -> U128

	to_u128_try : I64 -> Try(U128, [OutOfRange, ..])
	to_u128_try = |number| if number < 0 {
		Err(OutOfRange)
	} else {
		Ok(number.to_u128_wrap())
	}

	to_i128 : I64 -> I128

	to_f32 : I64 -> F32

	to_f64 : I64 -> F64

	to_dec : I64 -> Dec
	to_dec = |number| Dec.from_attos(number.to_i128().times_wrap(1_000_000_000_000_000_000))

	from_le_bytes : List(U8), U64 -> Try(I64, [OutOfBounds, ..])
	from_le_bytes = |bytes, start| {
		if bytes.len() < 8 or start > bytes.len() - 8 {
			return Err(OutOfBounds)
		}
		var $number = 0
		var $index = start + 8
		while $index > start {
			$index = $index - 1
			$number = $number.shl_wrap(8).bitwise_or(Intrinsic.list_get_unchecked(bytes, $index).to_i64())
		}
		Ok($number)
	}

	parser_for : encoding -> (state -> Try({ value : I64, rest : state }, err)) where [encoding.parse_i64 : encoding, state -> Try({ value : I64, rest : state }, err)]
	parser_for = |encoding| |state| encoding.parse_i64(state)

	encoder_for : encoding -> (I64, state -> Try(state, err)) where [encoding.encode_i64 : I64, state -> Try(state, err)]
	encoder_for = |_encoding| {
		Format : encoding
		|number, state| Format.encode_i64(number, state)
	}

	# As keys of dicts.
	key_text : I64 -> Str
	key_text = |number| number.to_str()

	key_from_text : Str -> Try(I64, [NoKey])
	key_from_text = |text| I64.from_str(text).map_err(|_| NoKey)

	## Encodes it in a format that has `encode_i64`.
	encode : I64, fmt -> Try(encoded, err) where [fmt.encode_i64 : fmt, I64 -> Try(encoded, err)]
	encode = |number, format| format.encode_i64(number)

	## Decodes one in a format that has `decode_i64`.
	decode : src, fmt -> (Try(I64, err), src) where [fmt.decode_i64 : fmt, src -> (Try(I64, err), src)]
	decode = |source, format| format.decode_i64(source)
}

i64_range : I64, I64, [Exclusive, Inclusive], [To, From] -> Range(I64)
i64_range = |lower, upper, upper_bound, direction| {
	lower,
	upper,
	step: 1,
	upper_bound,
	direction,
	len_if_known: I64.range_len_if_known(lower, upper, 1, upper_bound),
}

# How often a range steps on from its lowest member.
i64_range_steps : I64, I64, I64, [Exclusive, Inclusive] -> Try(U64, [NoStep])
i64_range_steps = |low, high, step, bound| {
	distance = match bound {
		Exclusive => if low < high {
			high.minus_wrap(low).to_u64_wrap() - 1
		} else {
			return Err(NoStep)
		}
		Inclusive => if low <= high {
			high.minus_wrap(low).to_u64_wrap()
		} else {
			return Err(NoStep)
		}
	}
	if step <= 0 {
		Err(NoStep)
	} else {
		Ok(distance // step.to_u64_wrap())
	}
}

# One function for all steps, so that a loop over it needs no function value.
i64_walk : I64, I64, I64, Bool, [Known(U64), Unknown] -> Iter(I64)
i64_walk = |at, end, stride, done, len_if_known| {
	len_if_known,
	step: || if done {
		Done
	} else {
		One({ item: at, rest: i64_walk(at.plus_wrap(stride), end, stride, at == end, one_less(len_if_known)) })
	},
}

U128 :: [ProvidedByCompiler].{
	## 0.
	default : () -> U128
	default = || 0

	## The highest value.
	highest : U128
	highest = 340282366920938463463374607431768211455

	## The lowest value.
	lowest : U128
	lowest = 0

	## Decimal text.
	to_str : U128 -> Str

	## The number that a text says.
	from_str : Str -> Try(U128, [BadNumStr, ..])
	from_str = |text| match Intrinsic.u128_parse(text) {
		(number, True) => Ok(number)
		_ => Err(BadNumStr)
	}

	## What a number literal of this type is.
	from_numeral : Numeral -> Try(U128, [InvalidNumeral(Str), ..])
	from_numeral = |numeral| match Intrinsic.u128_parse(numeral_whole_text(numeral)) {
		(number, True) => Ok(number)
		_ => Err(InvalidNumeral("${numeral_text(numeral)} is not a U128"))
	}

	## The number with these decimal digits.
	from_int_digits : List(U8) -> Try(U128, [OutOfRange, ..])
	from_int_digits = |digits| match Intrinsic.u128_parse(digits_text(digits)) {
		(number, True) => Ok(number)
		_ => Err(OutOfRange)
	}

	## Whether it is 0.
	is_zero : U128 -> Bool
	is_zero = |number| number == 0

	is_eq : U128, U128 -> Bool

	is_lt : U128, U128 -> Bool

	is_lte : U128, U128 -> Bool

	is_gt : U128, U128 -> Bool

	is_gte : U128, U128 -> Bool

	## How the first number stands to the second.
	compare : U128, U128 -> [LT, EQ, GT]
	compare = |a, b| if a < b {
		LT
	} else if a == b {
		EQ
	} else {
		GT
	}

	## The lesser one.
	min : U128, U128 -> U128
	min = |a, b| if b < a {
		b
	} else {
		a
	}

	## The greater one.
	max : U128, U128 -> U128
	max = |a, b| if b > a {
		b
	} else {
		a
	}

	## The sum; a crash if it doesn't fit.
	plus : U128, U128 -> U128

	## The difference; a crash if it doesn't fit.
	minus : U128, U128 -> U128

	## The product; a crash if it doesn't fit.
	times : U128, U128 -> U128

	## The quotient; a crash for 0.
	div_by : U128, U128 -> U128

	## The quotient, rounded toward 0; a crash for 0.
	div_trunc_by : U128, U128 -> U128

	## What div_trunc_by leaves, with the sign of the first number; a crash for 0.
	rem_by : U128, U128 -> U128

	## The power; a crash if it doesn't fit.
	pow : U128, U128 -> U128
	pow = |base, exponent| match Intrinsic.u128_pow_checked(base, exponent) {
		(power, 0) => power
		_ => crash "Integer exponentiation overflowed"
	}

	## How far the numbers are apart.
	abs_diff : U128, U128 -> U128
	abs_diff = |a, b| if a > b {
		a.minus_wrap(b)
	} else {
		b.minus_wrap(a)
	}

	## Whether it is a multiple of 2.
	is_even : U128 -> Bool
	is_even = |number| number.bitwise_and(1) == 0

	## Whether it isn't a multiple of 2.
	is_odd : U128 -> Bool
	is_odd = |number| number.bitwise_and(1) == 1

	## Whether it is a multiple of the second number; of 0 only 0 is.
	is_multiple_of : U128, U128 -> Bool
	is_multiple_of = |number, divisor| if divisor == 0 {
		number == 0
	} else {
		number % divisor == 0
	}

	## The sum modulo the number of values of the type.
	plus_wrap : U128, U128 -> U128

	## The difference modulo the number of values of the type.
	minus_wrap : U128, U128 -> U128

	## The product modulo the number of values of the type.
	times_wrap : U128, U128 -> U128

	## The sum, or the nearest value of the type.
	plus_saturated : U128, U128 -> U128

	## The difference, or the nearest value of the type.
	minus_saturated : U128, U128 -> U128

	## The product, or the nearest value of the type.
	times_saturated : U128, U128 -> U128

	plus_try : U128, U128 -> Try(U128, [Overflow, ..])
	plus_try = |a, b| match Intrinsic.u128_plus_checked(a, b) {
		(total, True) => Ok(total)
		_ => Err(Overflow)
	}

	minus_try : U128, U128 -> Try(U128, [Overflow, ..])
	minus_try = |a, b| match Intrinsic.u128_minus_checked(a, b) {
		(difference, True) => Ok(difference)
		_ => Err(Overflow)
	}

	times_try : U128, U128 -> Try(U128, [Overflow, ..])
	times_try = |a, b| match Intrinsic.u128_times_checked(a, b) {
		(product, True) => Ok(product)
		_ => Err(Overflow)
	}

	## The bits moved up; the count is taken modulo the width.
	shl_wrap : U128, U8 -> U128

	## The bits moved down, filled with the sign's; the count is taken modulo the width.
	shr_wrap : U128, U8 -> U128

	## The bits moved down, filled with zeros; the count is taken modulo the width.
	shr_zf_wrap : U128, U8 -> U128

	bitwise_and : U128, U128 -> U128

	bitwise_or : U128, U128 -> U128

	bitwise_xor : U128, U128 -> U128

	bitwise_not : U128 -> U128

	count_leading_zero_bits : U128 -> U8

	count_trailing_zero_bits : U128 -> U8

	count_one_bits : U128 -> U8

	## The numbers from the first to the second, that one included.
	to : U128, U128 -> Iter(U128)
	to = |low, high| U128.range_iter(low, high, 1, Inclusive, To, U128.range_len_if_known(low, high, 1, Inclusive))

	## The numbers from the first to the second, that one excluded.
	until : U128, U128 -> Iter(U128)
	until = |low, high| U128.range_iter(low, high, 1, Exclusive, To, U128.range_len_if_known(low, high, 1, Exclusive))

	## What `..<` makes.
	range_exclusive_to : U128, U128 -> Range(U128)
	range_exclusive_to = |low, high| u128_range(low, high, Exclusive, To)

	## What `..=` makes.
	range_inclusive_to : U128, U128 -> Range(U128)
	range_inclusive_to = |low, high| u128_range(low, high, Inclusive, To)

	## The numbers of `..<` in descending order.
	range_exclusive_from : U128, U128 -> Range(U128)
	range_exclusive_from = |low, high| u128_range(low, high, Exclusive, From)

	## The numbers of `..=` in descending order.
	range_inclusive_from : U128, U128 -> Range(U128)
	range_inclusive_from = |low, high| u128_range(low, high, Inclusive, From)

	range_len_if_known : U128, U128, U128, [Exclusive, Inclusive] -> [Known(U64), Unknown]
	range_len_if_known = |low, high, step, bound| match u128_range_steps(low, high, step, bound) {
		Ok(steps) => range_len(steps.to_u128())
		Err(NoStep) => Known(0)
	}

	range_iter : U128, U128, U128, [Exclusive, Inclusive], [To, From], [Known(U64), Unknown] -> Iter(U128)
	range_iter = |low, high, step, bound, direction, len_if_known| {
		(final, done) = match u128_range_steps(low, high, step, bound) {
			Ok(steps) => (low.plus_wrap(steps.times_wrap(step)), False)
			Err(NoStep) => (low, True)
		}
		(first, last, stride) = match direction {
			To => (low, final, step)
			From => (final, low, U128.minus_wrap(0, step))
		}
		u128_walk(first, last, stride, done, len_if_known)
	}

	to_hash : U128, Hasher -> Hasher
	to_hash = |number, hasher| hasher.write_u128(number)

	## The quotient, rounded down; a crash for 0.
	div_floor_by : U128, U128 -> U128
	div_floor_by = |a, b| a // b

	## The quotient, rounded up; a crash for 0.
	div_ceil_by : U128, U128 -> U128
	div_ceil_by = |a, b| if a % b == 0 {
		a // b
	} else {
		a // b + 1
	}

	## What div_floor_by leaves, with the sign of the second number; a crash for 0.
	mod_by : U128, U128 -> U128
	mod_by = |a, b| if b == 0 {
		crash "U128 modulo by zero"
	} else {
		a % b
	}

	div_try : U128, U128 -> Try(U128, [DivByZero, ..])
	div_try = |a, b| if b == 0 {
		Err(DivByZero)
	} else {
		Ok(a // b)
	}

	div_ceil_try : U128, U128 -> Try(U128, [DivByZero, ..])
	div_ceil_try = |a, b| if b == 0 {
		Err(DivByZero)
	} else {
		Ok(U128.div_ceil_by(a, b))
	}

	pow_try : U128, U128 -> Try(U128, [Overflow, ..])
	pow_try = |base, exponent| match Intrinsic.u128_pow_checked(base, exponent) {
		(power, 0) => Ok(power)
		_ => Err(Overflow)
	}

	to_u8_wrap : U128 -> U8

	to_u8_try : U128 -> Try(U8, [OutOfRange, ..])
	to_u8_try = |number| if number > 255 {
		Err(OutOfRange)
	} else {
		Ok(number.to_u8_wrap())
	}

	to_i8_wrap : U128 -> I8

	to_i8_try : U128 -> Try(I8, [OutOfRange, ..])
	to_i8_try = |number| if number > 127 {
		Err(OutOfRange)
	} else {
		Ok(number.to_i8_wrap())
	}

	to_u16_wrap : U128 -> U16

	to_u16_try : U128 -> Try(U16, [OutOfRange, ..])
	to_u16_try = |number| if number > 65535 {
		Err(OutOfRange)
	} else {
		Ok(number.to_u16_wrap())
	}

	to_i16_wrap : U128 -> I16

	to_i16_try : U128 -> Try(I16, [OutOfRange, ..])
	to_i16_try = |number| if number > 32767 {
		Err(OutOfRange)
	} else {
		Ok(number.to_i16_wrap())
	}

	to_u32_wrap : U128 -> U32

	to_u32_try : U128 -> Try(U32, [OutOfRange, ..])
	to_u32_try = |number| if number > 4294967295 {
		Err(OutOfRange)
	} else {
		Ok(number.to_u32_wrap())
	}

	to_i32_wrap : U128 -> I32

	to_i32_try : U128 -> Try(I32, [OutOfRange, ..])
	to_i32_try = |number| if number > 2147483647 {
		Err(OutOfRange)
	} else {
		Ok(number.to_i32_wrap())
	}

	to_u64_wrap : U128 -> U64

	to_u64_try : U128 -> Try(U64, [OutOfRange, ..])
	to_u64_try = |number| if number > 18446744073709551615 {
		Err(OutOfRange)
	} else {
		Ok(number.to_u64_wrap())
	}

	to_i64_wrap : U128 -> I64

	to_i64_try : U128 -> Try(I64, [OutOfRange, ..])
	to_i64_try = |number| if number > 9223372036854775807 {
		Err(OutOfRange)
	} else {
		Ok(number.to_i64_wrap())
	}

	to_u128 : U128 -> U128

	to_u128_wrap : U128 -> U128

	to_u128_try : U128 -> Try(U128, [OutOfRange, ..])
	to_u128_try = |number| Ok(number)

	to_i128_wrap : U128 -> I128

	to_i128_try : U128 -> Try(I128, [OutOfRange, ..])
	to_i128_try = |number| if number > 170141183460469231731687303715884105727 {
		Err(OutOfRange)
	} else {
		Ok(number.to_i128_wrap())
	}

	to_f32 : U128 -> F32

	to_f64 : U128 -> F64

	to_dec_try : U128 -> Try(Dec, [OutOfRange, ..])
	to_dec_try = |number| if number > 170_141_183_460_469_231_731 {
		Err(OutOfRange)
	} else {
		Ok(Dec.from_attos(number.to_i128_wrap().times_wrap(1_000_000_000_000_000_000)))
	}

	from_le_bytes : List(U8), U64 -> Try(U128, [OutOfBounds, ..])
	from_le_bytes = |bytes, start| {
		if bytes.len() < 16 or start > bytes.len() - 16 {
			return Err(OutOfBounds)
		}
		var $number = 0
		var $index = start + 16
		while $index > start {
			$index = $index - 1
			$number = $number.shl_wrap(8).bitwise_or(Intrinsic.list_get_unchecked(bytes, $index).to_u128())
		}
		Ok($number)
	}

	parser_for : encoding -> (state -> Try({ value : U128, rest : state }, err)) where [encoding.parse_u128 : encoding, state -> Try({ value : U128, rest : state }, err)]
	parser_for = |encoding| |state| encoding.parse_u128(state)

	encoder_for : encoding -> (U128, state -> Try(state, err)) where [encoding.encode_u128 : U128, state -> Try(state, err)]
	encoder_for = |_encoding| {
		Format : encoding
		|number, state| Format.encode_u128(number, state)
	}

	# As keys of dicts.
	key_text : U128 -> Str
	key_text = |number| number.to_str()

	key_from_text : Str -> Try(U128, [NoKey])
	key_from_text = |text| U128.from_str(text).map_err(|_| NoKey)

	## Encodes it in a format that has `encode_u128`.
	encode : U128, fmt -> Try(encoded, err) where [fmt.encode_u128 : fmt, U128 -> Try(encoded, err)]
	encode = |number, format| format.encode_u128(number)

	## Decodes one in a format that has `decode_u128`.
	decode : src, fmt -> (Try(U128, err), src) where [fmt.decode_u128 : fmt, src -> (Try(U128, err), src)]
	decode = |source, format| format.decode_u128(source)
}

u128_range : U128, U128, [Exclusive, Inclusive], [To, From] -> Range(U128)
u128_range = |lower, upper, upper_bound, direction| {
	lower,
	upper,
	step: 1,
	upper_bound,
	direction,
	len_if_known: U128.range_len_if_known(lower, upper, 1, upper_bound),
}

# How often a range steps on from its lowest member.
u128_range_steps : U128, U128, U128, [Exclusive, Inclusive] -> Try(U128, [NoStep])
u128_range_steps = |low, high, step, bound| {
	distance = match bound {
		Exclusive => if low < high {
			high.minus_wrap(low) - 1
		} else {
			return Err(NoStep)
		}
		Inclusive => if low <= high {
			high.minus_wrap(low)
		} else {
			return Err(NoStep)
		}
	}
	if step <= 0 {
		Err(NoStep)
	} else {
		Ok(distance // step)
	}
}

# One function for all steps, so that a loop over it needs no function value.
u128_walk : U128, U128, U128, Bool, [Known(U64), Unknown] -> Iter(U128)
u128_walk = |at, end, stride, done, len_if_known| {
	len_if_known,
	step: || if done {
		Done
	} else {
		One({ item: at, rest: u128_walk(at.plus_wrap(stride), end, stride, at == end, one_less(len_if_known)) })
	},
}

I128 :: [ProvidedByCompiler].{
	## 0.
	default : () -> I128
	default = || 0

	## The highest value.
	highest : I128
	highest = 170141183460469231731687303715884105727

	## The lowest value.
	lowest : I128
	lowest = -170141183460469231731687303715884105728

	## Decimal text.
	to_str : I128 -> Str

	## The number that a text says.
	from_str : Str -> Try(I128, [BadNumStr, ..])
	from_str = |text| match Intrinsic.i128_parse(text) {
		(number, True) => Ok(number)
		_ => Err(BadNumStr)
	}

	## What a number literal of this type is.
	from_numeral : Numeral -> Try(I128, [InvalidNumeral(Str), ..])
	from_numeral = |numeral| match Intrinsic.i128_parse(numeral_whole_text(numeral)) {
		(number, True) => Ok(number)
		_ => Err(InvalidNumeral("${numeral_text(numeral)} is not a I128"))
	}

	## The number with these decimal digits.
	from_int_digits : List(U8) -> Try(I128, [OutOfRange, ..])
	from_int_digits = |digits| match Intrinsic.i128_parse(digits_text(digits)) {
		(number, True) => Ok(number)
		_ => Err(OutOfRange)
	}

	## Whether it is 0.
	is_zero : I128 -> Bool
	is_zero = |number| number == 0

	is_eq : I128, I128 -> Bool

	is_lt : I128, I128 -> Bool

	is_lte : I128, I128 -> Bool

	is_gt : I128, I128 -> Bool

	is_gte : I128, I128 -> Bool

	## How the first number stands to the second.
	compare : I128, I128 -> [LT, EQ, GT]
	compare = |a, b| if a < b {
		LT
	} else if a == b {
		EQ
	} else {
		GT
	}

	## The lesser one.
	min : I128, I128 -> I128
	min = |a, b| if b < a {
		b
	} else {
		a
	}

	## The greater one.
	max : I128, I128 -> I128
	max = |a, b| if b > a {
		b
	} else {
		a
	}

	## The sum; a crash if it doesn't fit.
	plus : I128, I128 -> I128

	## The difference; a crash if it doesn't fit.
	minus : I128, I128 -> I128

	## The product; a crash if it doesn't fit.
	times : I128, I128 -> I128

	## The quotient; a crash for 0.
	div_by : I128, I128 -> I128

	## The quotient, rounded toward 0; a crash for 0.
	div_trunc_by : I128, I128 -> I128

	## What div_trunc_by leaves, with the sign of the first number; a crash for 0.
	rem_by : I128, I128 -> I128

	## The power; a crash if it doesn't fit.
	pow : I128, I128 -> I128
	pow = |base, exponent| match Intrinsic.i128_pow_checked(base, exponent) {
		(power, 0) => power
		_ => crash "Integer exponentiation overflowed"
	}

	## How far the numbers are apart.
	abs_diff : I128, I128 -> U128
	abs_diff = |a, b| if a > b {
		a.minus_wrap(b).to_u128_wrap()
	} else {
		b.minus_wrap(a).to_u128_wrap()
	}

	## Whether it is a multiple of 2.
	is_even : I128 -> Bool
	is_even = |number| number.bitwise_and(1) == 0

	## Whether it isn't a multiple of 2.
	is_odd : I128 -> Bool
	is_odd = |number| number.bitwise_and(1) == 1

	## Whether it is a multiple of the second number; of 0 only 0 is.
	is_multiple_of : I128, I128 -> Bool
	is_multiple_of = |number, divisor| if divisor == 0 {
		number == 0
	} else {
		number % divisor == 0
	}

	## The sum modulo the number of values of the type.
	plus_wrap : I128, I128 -> I128

	## The difference modulo the number of values of the type.
	minus_wrap : I128, I128 -> I128

	## The product modulo the number of values of the type.
	times_wrap : I128, I128 -> I128

	## The sum, or the nearest value of the type.
	plus_saturated : I128, I128 -> I128

	## The difference, or the nearest value of the type.
	minus_saturated : I128, I128 -> I128

	## The product, or the nearest value of the type.
	times_saturated : I128, I128 -> I128

	plus_try : I128, I128 -> Try(I128, [Overflow, ..])
	plus_try = |a, b| match Intrinsic.i128_plus_checked(a, b) {
		(total, True) => Ok(total)
		_ => Err(Overflow)
	}

	minus_try : I128, I128 -> Try(I128, [Overflow, ..])
	minus_try = |a, b| match Intrinsic.i128_minus_checked(a, b) {
		(difference, True) => Ok(difference)
		_ => Err(Overflow)
	}

	times_try : I128, I128 -> Try(I128, [Overflow, ..])
	times_try = |a, b| match Intrinsic.i128_times_checked(a, b) {
		(product, True) => Ok(product)
		_ => Err(Overflow)
	}

	## The bits moved up; the count is taken modulo the width.
	shl_wrap : I128, U8 -> I128

	## The bits moved down, filled with the sign's; the count is taken modulo the width.
	shr_wrap : I128, U8 -> I128

	## The bits moved down, filled with zeros; the count is taken modulo the width.
	shr_zf_wrap : I128, U8 -> I128

	bitwise_and : I128, I128 -> I128

	bitwise_or : I128, I128 -> I128

	bitwise_xor : I128, I128 -> I128

	bitwise_not : I128 -> I128

	count_leading_zero_bits : I128 -> U8

	count_trailing_zero_bits : I128 -> U8

	count_one_bits : I128 -> U8

	## The numbers from the first to the second, that one included.
	to : I128, I128 -> Iter(I128)
	to = |low, high| I128.range_iter(low, high, 1, Inclusive, To, I128.range_len_if_known(low, high, 1, Inclusive))

	## The numbers from the first to the second, that one excluded.
	until : I128, I128 -> Iter(I128)
	until = |low, high| I128.range_iter(low, high, 1, Exclusive, To, I128.range_len_if_known(low, high, 1, Exclusive))

	## What `..<` makes.
	range_exclusive_to : I128, I128 -> Range(I128)
	range_exclusive_to = |low, high| i128_range(low, high, Exclusive, To)

	## What `..=` makes.
	range_inclusive_to : I128, I128 -> Range(I128)
	range_inclusive_to = |low, high| i128_range(low, high, Inclusive, To)

	## The numbers of `..<` in descending order.
	range_exclusive_from : I128, I128 -> Range(I128)
	range_exclusive_from = |low, high| i128_range(low, high, Exclusive, From)

	## The numbers of `..=` in descending order.
	range_inclusive_from : I128, I128 -> Range(I128)
	range_inclusive_from = |low, high| i128_range(low, high, Inclusive, From)

	range_len_if_known : I128, I128, I128, [Exclusive, Inclusive] -> [Known(U64), Unknown]
	range_len_if_known = |low, high, step, bound| match i128_range_steps(low, high, step, bound) {
		Ok(steps) => range_len(steps.to_u128())
		Err(NoStep) => Known(0)
	}

	range_iter : I128, I128, I128, [Exclusive, Inclusive], [To, From], [Known(U64), Unknown] -> Iter(I128)
	range_iter = |low, high, step, bound, direction, len_if_known| {
		(final, done) = match i128_range_steps(low, high, step, bound) {
			Ok(steps) => (low.plus_wrap(steps.times_wrap(step.to_u128_wrap()).to_i128_wrap()), False)
			Err(NoStep) => (low, True)
		}
		(first, last, stride) = match direction {
			To => (low, final, step)
			From => (final, low, I128.minus_wrap(0, step))
		}
		i128_walk(first, last, stride, done, len_if_known)
	}

	to_hash : I128, Hasher -> Hasher
	to_hash = |number, hasher| hasher.write_i128(number)

	## The number with the other sign.
	negate : I128 -> I128

	## The number without its sign.
	abs : I128 -> I128
	abs = |number| if number >= 0 {
		number
	} else if number == I128.lowest {
		crash "Integer absolute value overflowed"
	} else {
		I128.minus_wrap(0, number)
	}

	## Whether it is below 0.
	is_negative : I128 -> Bool
	is_negative = |number| number < 0

	## Whether it is above 0.
	is_positive : I128 -> Bool
	is_positive = |number| number > 0

	## The quotient, rounded down; a crash for 0.
	div_floor_by : I128, I128 -> I128
	div_floor_by = |a, b| {
		quotient = a // b
		if a % b != 0 and a.bitwise_xor(b) < 0 {
			quotient - 1
		} else {
			quotient
		}
	}

	## The quotient, rounded up; a crash for 0.
	div_ceil_by : I128, I128 -> I128
	div_ceil_by = |a, b| {
		quotient = a // b
		if a % b != 0 and a.bitwise_xor(b) >= 0 {
			quotient + 1
		} else {
			quotient
		}
	}

	## What div_floor_by leaves, with the sign of the second number; a crash for 0.
	mod_by : I128, I128 -> I128
	mod_by = |a, b| {
		if b == 0 {
			crash "I128 modulo by zero"
		}
		remainder = a % b
		if remainder != 0 and remainder.bitwise_xor(b) < 0 {
			remainder + b
		} else {
			remainder
		}
	}

	div_try : I128, I128 -> Try(I128, [DivByZero, Overflow, ..])
	div_try = |a, b| if b == 0 {
		Err(DivByZero)
	} else if a == I128.lowest and b == -1 {
		Err(Overflow)
	} else {
		Ok(a // b)
	}

	div_ceil_try : I128, I128 -> Try(I128, [DivByZero, Overflow, ..])
	div_ceil_try = |a, b| if b == 0 {
		Err(DivByZero)
	} else if a == I128.lowest and b == -1 {
		Err(Overflow)
	} else {
		Ok(I128.div_ceil_by(a, b))
	}

	pow_try : I128, I128 -> Try(I128, [Overflow, Underflow, ..])
	pow_try = |base, exponent| match Intrinsic.i128_pow_checked(base, exponent) {
		(power, 0) => Ok(power)
		(_, 2) => Err(Underflow)
		_ => Err(Overflow)
	}

	to_u8_wrap : I128 -> U8

	to_u8_try : I128 -> Try(U8, [OutOfRange, ..])
	to_u8_try = |number| if number < 0 or number > 255 {
		Err(OutOfRange)
	} else {
		Ok(number.to_u8_wrap())
	}

	to_i8_wrap : I128 -> I8

	to_i8_try : I128 -> Try(I8, [OutOfRange, ..])
	to_i8_try = |number| if number < -128 or number > 127 {
		Err(OutOfRange)
	} else {
		Ok(number.to_i8_wrap())
	}

	to_u16_wrap : I128 -> U16

	to_u16_try : I128 -> Try(U16, [OutOfRange, ..])
	to_u16_try = |number| if number < 0 or number > 65535 {
		Err(OutOfRange)
	} else {
		Ok(number.to_u16_wrap())
	}

	to_i16_wrap : I128 -> I16

	to_i16_try : I128 -> Try(I16, [OutOfRange, ..])
	to_i16_try = |number| if number < -32768 or number > 32767 {
		Err(OutOfRange)
	} else {
		Ok(number.to_i16_wrap())
	}

	to_u32_wrap : I128 -> U32

	to_u32_try : I128 -> Try(U32, [OutOfRange, ..])
	to_u32_try = |number| if number < 0 or number > 4294967295 {
		Err(OutOfRange)
	} else {
		Ok(number.to_u32_wrap())
	}

	to_i32_wrap : I128 -> I32

	to_i32_try : I128 -> Try(I32, [OutOfRange, ..])
	to_i32_try = |number| if number < -2147483648 or number > 2147483647 {
		Err(OutOfRange)
	} else {
		Ok(number.to_i32_wrap())
	}

	to_u64_wrap : I128 -> U64

	to_u64_try : I128 -> Try(U64, [OutOfRange, ..])
	to_u64_try = |number| if number < 0 or number > 18446744073709551615 {
		Err(OutOfRange)
	} else {
		Ok(number.to_u64_wrap())
	}

	to_i64_wrap : I128 -> I64

	to_i64_try : I128 -> Try(I64, [OutOfRange, ..])
	to_i64_try = |number| if number < -9223372036854775808 or number > 9223372036854775807 {
		Err(OutOfRange)
	} else {
		Ok(number.to_i64_wrap())
	}

	to_u128_wrap : I128 -> U128

	to_u128_try : I128 -> Try(U128, [OutOfRange, ..])
	to_u128_try = |number| if number < 0 {
		Err(OutOfRange)
	} else {
		Ok(number.to_u128_wrap())
	}

	to_i128 : I128 -> I128

	to_i128_wrap : I128 -> I128

	to_i128_try : I128 -> Try(I128, [OutOfRange, ..])
	to_i128_try = |number| Ok(number)

	to_f32 : I128 -> F32

	to_f64 : I128 -> F64

	to_dec_try : I128 -> Try(Dec, [OutOfRange, ..])
	to_dec_try = |number| if number > 170_141_183_460_469_231_731 or number < -170_141_183_460_469_231_731 {
		Err(OutOfRange)
	} else {
		Ok(Dec.from_attos(number.times_wrap(1_000_000_000_000_000_000)))
	}

	from_le_bytes : List(U8), U64 -> Try(I128, [OutOfBounds, ..])
	from_le_bytes = |bytes, start| {
		if bytes.len() < 16 or start > bytes.len() - 16 {
			return Err(OutOfBounds)
		}
		var $number = 0
		var $index = start + 16
		while $index > start {
			$index = $index - 1
			$number = $number.shl_wrap(8).bitwise_or(Intrinsic.list_get_unchecked(bytes, $index).to_i128())
		}
		Ok($number)
	}

	parser_for : encoding -> (state -> Try({ value : I128, rest : state }, err)) where [encoding.parse_i128 : encoding, state -> Try({ value : I128, rest : state }, err)]
	parser_for = |encoding| |state| encoding.parse_i128(state)

	encoder_for : encoding -> (I128, state -> Try(state, err)) where [encoding.encode_i128 : I128, state -> Try(state, err)]
	encoder_for = |_encoding| {
		Format : encoding
		|number, state| Format.encode_i128(number, state)
	}

	# As keys of dicts.
	key_text : I128 -> Str
	key_text = |number| number.to_str()

	key_from_text : Str -> Try(I128, [NoKey])
	key_from_text = |text| I128.from_str(text).map_err(|_| NoKey)

	## Encodes it in a format that has `encode_i128`.
	encode : I128, fmt -> Try(encoded, err) where [fmt.encode_i128 : fmt, I128 -> Try(encoded, err)]
	encode = |number, format| format.encode_i128(number)

	## Decodes one in a format that has `decode_i128`.
	decode : src, fmt -> (Try(I128, err), src) where [fmt.decode_i128 : fmt, src -> (Try(I128, err), src)]
	decode = |source, format| format.decode_i128(source)
}

i128_range : I128, I128, [Exclusive, Inclusive], [To, From] -> Range(I128)
i128_range = |lower, upper, upper_bound, direction| {
	lower,
	upper,
	step: 1,
	upper_bound,
	direction,
	len_if_known: I128.range_len_if_known(lower, upper, 1, upper_bound),
}

# How often a range steps on from its lowest member.
i128_range_steps : I128, I128, I128, [Exclusive, Inclusive] -> Try(U128, [NoStep])
i128_range_steps = |low, high, step, bound| {
	distance = match bound {
		Exclusive => if low < high {
			high.minus_wrap(low).to_u128_wrap() - 1
		} else {
			return Err(NoStep)
		}
		Inclusive => if low <= high {
			high.minus_wrap(low).to_u128_wrap()
		} else {
			return Err(NoStep)
		}
	}
	if step <= 0 {
		Err(NoStep)
	} else {
		Ok(distance // step.to_u128_wrap())
	}
}

# One function for all steps, so that a loop over it needs no function value.
i128_walk : I128, I128, I128, Bool, [Known(U64), Unknown] -> Iter(I128)
i128_walk = |at, end, stride, done, len_if_known| {
	len_if_known,
	step: || if done {
		Done
	} else {
		One({ item: at, rest: i128_walk(at.plus_wrap(stride), end, stride, at == end, one_less(len_if_known)) })
	},
}

F32 :: [ProvidedByCompiler].{
	## 0.
	default : () -> F32
	default = || 0

	## The highest value.
	highest : F32
	highest = 3.4028234663852886e38

	## The lowest value.
	lowest : F32
	lowest = -3.4028234663852886e38

	e : F32
	e = 2.718281828459045235360287

	pi : F32
	pi = 3.141592653589793238462643

	tau : F32
	tau = 6.283185307179586476925287

	nan : F32
	nan = F32.from_bits(0x7fc00000)

	infinity : F32
	infinity = F32.from_bits(0x7f800000)

	## Decimal text.
	to_str : F32 -> Str

	## The number that a text says.
	from_str : Str -> Try(F32, [BadNumStr, ..])
	from_str = |text| match Intrinsic.f32_parse(text) {
		(number, True) => Ok(number)
		_ => Err(BadNumStr)
	}

	## What a number literal of this type is.
	from_numeral : Numeral -> Try(F32, [InvalidNumeral(Str), ..])
	from_numeral = |numeral| match Intrinsic.f32_parse(numeral_text(numeral)) {
		(number, True) => Ok(number)
		_ => Err(InvalidNumeral("${numeral_text(numeral)} is not a F32"))
	}

	## The number with these decimal digits.
	from_int_digits : List(U8) -> Try(F32, [OutOfRange, ..])
	from_int_digits = |digits| match Intrinsic.f32_parse(digits_text(digits)) {
		(number, True) => Ok(number)
		_ => Err(OutOfRange)
	}

	## The number with these decimal digits before and after the point.
	from_dec_digits : (List(U8), List(U8)) -> Try(F32, [OutOfRange, ..])
	from_dec_digits = |(before, after)| match Intrinsic.f32_parse("${digits_text(before)}.${digits_text(after)}") {
		(number, True) => Ok(number)
		_ => Err(OutOfRange)
	}

	## Whether it is 0.
	is_zero : F32 -> Bool
	is_zero = |number| F32.is_float_eq(number, 0)

	is_eq : _

	## Whether the numbers are equal; no number is equal to nothing.
	is_float_eq : F32, F32 -> Bool

	is_lt : F32, F32 -> Bool

	is_lte : F32, F32 -> Bool

	is_gt : F32, F32 -> Bool

	is_gte : F32, F32 -> Bool

	## Whether it is no number.
	is_nan : F32 -> Bool
	is_nan = |number| !F32.is_float_eq(number, number)

	## Whether it is a number and not infinite.
	is_finite : F32 -> Bool
	is_finite = |number| number >= F32.lowest and number <= F32.highest

	## Whether it is one of the two infinities.
	is_infinite : F32 -> Bool
	is_infinite = |number| number < F32.lowest or number > F32.highest

	## Whether it is below 0.
	is_negative : F32 -> Bool
	is_negative = |number| number < 0

	## Whether it is above 0.
	is_positive : F32 -> Bool
	is_positive = |number| number > 0

	## The lesser one.
	min : F32, F32 -> F32
	min = |a, b| if b < a {
		b
	} else {
		a
	}

	## The greater one.
	max : F32, F32 -> F32
	max = |a, b| if b > a {
		b
	} else {
		a
	}

	## The sum.
	plus : F32, F32 -> F32

	## The difference.
	minus : F32, F32 -> F32

	## The product.
	times : F32, F32 -> F32

	## The number with the other sign.
	negate : F32 -> F32

	## The number without its sign.
	abs : F32 -> F32
	abs = |number| F32.from_bits(number.to_bits().bitwise_and(0x7fffffff))

	## How far the numbers are apart.
	abs_diff : F32, F32 -> F32
	abs_diff = |a, b| (a - b).abs()

	## The quotient.
	div_by : F32, F32 -> F32

	## The quotient, rounded toward 0.
	div_trunc_by : F32, F32 -> F32

	## The quotient, rounded down.
	div_floor_by : F32, F32 -> F32
	div_floor_by = |a, b| Intrinsic.f32_floor(a / b)

	## What div_trunc_by leaves, with the sign of the first number.
	rem_by : F32, F32 -> F32

	## The power.
	pow : F32, F32 -> F32

	## The square root; a crash for numbers below 0.
	sqrt : F32 -> F32

	## The square root; an error for numbers below 0.
	sqrt_try : F32 -> Try(F32, [SqrtOfNegative, ..])
	sqrt_try = |number| if number < 0 {
		Err(SqrtOfNegative)
	} else {
		Ok(number.sqrt())
	}

	sin : F32 -> F32

	cos : F32 -> F32

	tan : F32 -> F32

	asin : F32 -> F32

	acos : F32 -> F32

	atan : F32 -> F32

	## The bits; one pattern for all that is no number.
	to_bits : F32 -> U32

	## The number with these bits.
	from_bits : U32 -> F32

	## What `..<` makes.
	range_exclusive_to : F32, F32 -> Range(F32)
	range_exclusive_to = |lower, upper| { lower, upper, step: 1, upper_bound: Exclusive, direction: To, len_if_known: Unknown }

	## What `..=` makes.
	range_inclusive_to : F32, F32 -> Range(F32)
	range_inclusive_to = |lower, upper| { lower, upper, step: 1, upper_bound: Inclusive, direction: To, len_if_known: Unknown }

	range_len_if_known : F32, F32, F32, [Exclusive, Inclusive] -> [Known(U64), Unknown]
	range_len_if_known = |_low, _high, _step, _bound| Unknown

	range_iter : F32, F32, F32, [Exclusive, Inclusive], [To, From], [Known(U64), Unknown] -> Iter(F32)
	range_iter = |low, high, step, bound, direction, len_if_known| {
		steps = Intrinsic.f32_floor((high - low) / step)
		touches = match bound {
			Exclusive => F32.is_float_eq(low + steps * step, high)
			Inclusive => False
		}
		final = if touches { steps - 1 } else { steps }
		if step > 0 and final >= 0 and high > F32.lowest {
			match direction {
				To => f32_walk(low, step, 0, 1, final, len_if_known)
				From => f32_walk(low, step, final, -1, 0, len_if_known)
			}
		} else {
			iter_empty()
		}
	}

	to_hash : F32, Hasher -> Hasher
	to_hash = |number, hasher| hasher.write_f32(number)

	to_u8_wrap : F32 -> U8
	to_u8_wrap = |number| number.to_u128_wrap().to_u8_wrap()

	to_u8_try : F32 -> Try(U8, [OutOfRange, ..])
	to_u8_try = |number| {
		whole = Intrinsic.f32_truncate(number)
		if whole >= 0 and whole < 256 {
			Ok(whole.to_u8_wrap())
		} else {
			Err(OutOfRange)
		}
	}

	to_i8_wrap : F32 -> I8
	to_i8_wrap = |number| number.to_u128_wrap().to_i8_wrap()

	to_i8_try : F32 -> Try(I8, [OutOfRange, ..])
	to_i8_try = |number| {
		whole = Intrinsic.f32_truncate(number)
		if whole >= -128 and whole < 128 {
			Ok(whole.to_i8_wrap())
		} else {
			Err(OutOfRange)
		}
	}

	to_u16_wrap : F32 -> U16
	to_u16_wrap = |number| number.to_u128_wrap().to_u16_wrap()

	to_u16_try : F32 -> Try(U16, [OutOfRange, ..])
	to_u16_try = |number| {
		whole = Intrinsic.f32_truncate(number)
		if whole >= 0 and whole < 65536 {
			Ok(whole.to_u16_wrap())
		} else {
			Err(OutOfRange)
		}
	}

	to_i16_wrap : F32 -> I16
	to_i16_wrap = |number| number.to_u128_wrap().to_i16_wrap()

	to_i16_try : F32 -> Try(I16, [OutOfRange, ..])
	to_i16_try = |number| {
		whole = Intrinsic.f32_truncate(number)
		if whole >= -32768 and whole < 32768 {
			Ok(whole.to_i16_wrap())
		} else {
			Err(OutOfRange)
		}
	}

	to_u32_wrap : F32 -> U32
	to_u32_wrap = |number| number.to_u128_wrap().to_u32_wrap()

	to_u32_try : F32 -> Try(U32, [OutOfRange, ..])
	to_u32_try = |number| {
		whole = Intrinsic.f32_truncate(number)
		if whole >= 0 and whole < 4294967296 {
			Ok(whole.to_u32_wrap())
		} else {
			Err(OutOfRange)
		}
	}

	to_i32_wrap : F32 -> I32
	to_i32_wrap = |number| number.to_u128_wrap().to_i32_wrap()

	to_i32_try : F32 -> Try(I32, [OutOfRange, ..])
	to_i32_try = |number| {
		whole = Intrinsic.f32_truncate(number)
		if whole >= -2147483648 and whole < 2147483648 {
			Ok(whole.to_i32_wrap())
		} else {
			Err(OutOfRange)
		}
	}

	to_u64_wrap : F32 -> U64
	to_u64_wrap = |number| number.to_u128_wrap().to_u64_wrap()

	to_u64_try : F32 -> Try(U64, [OutOfRange, ..])
	to_u64_try = |number| {
		whole = Intrinsic.f32_truncate(number)
		if whole >= 0 and whole < 18446744073709551616 {
			Ok(whole.to_u64_wrap())
		} else {
			Err(OutOfRange)
		}
	}

	to_i64_wrap : F32 -> I64
	to_i64_wrap = |number| number.to_u128_wrap().to_i64_wrap()

	to_i64_try : F32 -> Try(I64, [OutOfRange, ..])
	to_i64_try = |number| {
		whole = Intrinsic.f32_truncate(number)
		if whole >= -9223372036854775808 and whole < 9223372036854775808 {
			Ok(whole.to_i64_wrap())
		} else {
			Err(OutOfRange)
		}
	}

	to_u128_wrap : F32 -> U128

	to_u128_try : F32 -> Try(U128, [OutOfRange, ..])
	to_u128_try = |number| {
		whole = Intrinsic.f32_truncate(number)
		if whole >= 0 and whole < F32.infinity {
			Ok(whole.to_u128_wrap())
		} else {
			Err(OutOfRange)
		}
	}

	to_i128_wrap : F32 -> I128
	to_i128_wrap = |number| number.to_u128_wrap().to_i128_wrap()

	to_i128_try : F32 -> Try(I128, [OutOfRange, ..])
	to_i128_try = |number| {
		whole = Intrinsic.f32_truncate(number)
		if whole >= -170141183460469231731687303715884105728 and whole < 170141183460469231731687303715884105728 {
			Ok(whole.to_i128_wrap())
		} else {
			Err(OutOfRange)
		}
	}

	round_to_u8_try : F32 -> Try(U8, [OutOfRange, ..])
	round_to_u8_try = |number| Intrinsic.f32_round(number).to_u8_try()

	round_to_i8_try : F32 -> Try(I8, [OutOfRange, ..])
	round_to_i8_try = |number| Intrinsic.f32_round(number).to_i8_try()

	round_to_u16_try : F32 -> Try(U16, [OutOfRange, ..])
	round_to_u16_try = |number| Intrinsic.f32_round(number).to_u16_try()

	round_to_i16_try : F32 -> Try(I16, [OutOfRange, ..])
	round_to_i16_try = |number| Intrinsic.f32_round(number).to_i16_try()

	round_to_u32_try : F32 -> Try(U32, [OutOfRange, ..])
	round_to_u32_try = |number| Intrinsic.f32_round(number).to_u32_try()

	round_to_i32_try : F32 -> Try(I32, [OutOfRange, ..])
	round_to_i32_try = |number| Intrinsic.f32_round(number).to_i32_try()

	round_to_u64_try : F32 -> Try(U64, [OutOfRange, ..])
	round_to_u64_try = |number| Intrinsic.f32_round(number).to_u64_try()

	round_to_i64_try : F32 -> Try(I64, [OutOfRange, ..])
	round_to_i64_try = |number| Intrinsic.f32_round(number).to_i64_try()

	round_to_u128_try : F32 -> Try(U128, [OutOfRange, ..])
	round_to_u128_try = |number| Intrinsic.f32_round(number).to_u128_try()

	round_to_i128_try : F32 -> Try(I128, [OutOfRange, ..])
	round_to_i128_try = |number| Intrinsic.f32_round(number).to_i128_try()

	floor_to_u8_try : F32 -> Try(U8, [OutOfRange, ..])
	floor_to_u8_try = |number| Intrinsic.f32_floor(number).to_u8_try()

	floor_to_i8_try : F32 -> Try(I8, [OutOfRange, ..])
	floor_to_i8_try = |number| Intrinsic.f32_floor(number).to_i8_try()

	floor_to_u16_try : F32 -> Try(U16, [OutOfRange, ..])
	floor_to_u16_try = |number| Intrinsic.f32_floor(number).to_u16_try()

	floor_to_i16_try : F32 -> Try(I16, [OutOfRange, ..])
	floor_to_i16_try = |number| Intrinsic.f32_floor(number).to_i16_try()

	floor_to_u32_try : F32 -> Try(U32, [OutOfRange, ..])
	floor_to_u32_try = |number| Intrinsic.f32_floor(number).to_u32_try()

	floor_to_i32_try : F32 -> Try(I32, [OutOfRange, ..])
	floor_to_i32_try = |number| Intrinsic.f32_floor(number).to_i32_try()

	floor_to_u64_try : F32 -> Try(U64, [OutOfRange, ..])
	floor_to_u64_try = |number| Intrinsic.f32_floor(number).to_u64_try()

	floor_to_i64_try : F32 -> Try(I64, [OutOfRange, ..])
	floor_to_i64_try = |number| Intrinsic.f32_floor(number).to_i64_try()

	floor_to_u128_try : F32 -> Try(U128, [OutOfRange, ..])
	floor_to_u128_try = |number| Intrinsic.f32_floor(number).to_u128_try()

	floor_to_i128_try : F32 -> Try(I128, [OutOfRange, ..])
	floor_to_i128_try = |number| Intrinsic.f32_floor(number).to_i128_try()

	ceiling_to_u8_try : F32 -> Try(U8, [OutOfRange, ..])
	ceiling_to_u8_try = |number| Intrinsic.f32_ceiling(number).to_u8_try()

	ceiling_to_i8_try : F32 -> Try(I8, [OutOfRange, ..])
	ceiling_to_i8_try = |number| Intrinsic.f32_ceiling(number).to_i8_try()

	ceiling_to_u16_try : F32 -> Try(U16, [OutOfRange, ..])
	ceiling_to_u16_try = |number| Intrinsic.f32_ceiling(number).to_u16_try()

	ceiling_to_i16_try : F32 -> Try(I16, [OutOfRange, ..])
	ceiling_to_i16_try = |number| Intrinsic.f32_ceiling(number).to_i16_try()

	ceiling_to_u32_try : F32 -> Try(U32, [OutOfRange, ..])
	ceiling_to_u32_try = |number| Intrinsic.f32_ceiling(number).to_u32_try()

	ceiling_to_i32_try : F32 -> Try(I32, [OutOfRange, ..])
	ceiling_to_i32_try = |number| Intrinsic.f32_ceiling(number).to_i32_try()

	ceiling_to_u64_try : F32 -> Try(U64, [OutOfRange, ..])
	ceiling_to_u64_try = |number| Intrinsic.f32_ceiling(number).to_u64_try()

	ceiling_to_i64_try : F32 -> Try(I64, [OutOfRange, ..])
	ceiling_to_i64_try = |number| Intrinsic.f32_ceiling(number).to_i64_try()

	ceiling_to_u128_try : F32 -> Try(U128, [OutOfRange, ..])
	ceiling_to_u128_try = |number| Intrinsic.f32_ceiling(number).to_u128_try()

	ceiling_to_i128_try : F32 -> Try(I128, [OutOfRange, ..])
	ceiling_to_i128_try = |number| Intrinsic.f32_ceiling(number).to_i128_try()

	to_f32 : F32 -> F32
	to_f32 = |number| number

	to_f64 : F32 -> F64

	parser_for : encoding -> (state -> Try({ value : F32, rest : state }, err)) where [encoding.parse_f32 : encoding, state -> Try({ value : F32, rest : state }, err)]
	parser_for = |encoding| |state| encoding.parse_f32(state)

	encoder_for : encoding -> (F32, state -> Try(state, err)) where [encoding.encode_f32 : F32, state -> Try(state, err)]
	encoder_for = |_encoding| {
		Format : encoding
		|number, state| Format.encode_f32(number, state)
	}

	# As keys of dicts.
	key_text : F32 -> Str
	key_text = |number| number.to_str()

	key_from_text : Str -> Try(F32, [NoKey])
	key_from_text = |text| F32.from_str(text).map_err(|_| NoKey)

	## Encodes it in a format that has `encode_f32`.
	encode : F32, fmt -> Try(encoded, err) where [fmt.encode_f32 : fmt, F32 -> Try(encoded, err)]
	encode = |number, format| format.encode_f32(number)

	## Decodes one in a format that has `decode_f32`.
	decode : src, fmt -> (Try(F32, err), src) where [fmt.decode_f32 : fmt, src -> (Try(F32, err), src)]
	decode = |source, format| format.decode_f32(source)
}

# The numbers `base + n * stride` for each n from `at` to `end`.
f32_walk : F32, F32, F32, F32, F32, [Known(U64), Unknown] -> Iter(F32)
f32_walk = |base, stride, at, change, end, len_if_known| {
	len_if_known,
	step: || {
		rest = if F32.is_float_eq(at, end) {
			iter_empty()
		} else {
			f32_walk(base, stride, at + change, change, end, len_if_known)
		}
		One({ item: base + at * stride, rest })
	},
}

F64 :: [ProvidedByCompiler].{
	## 0.
	default : () -> F64
	default = || 0

	## The highest value.
	highest : F64
	highest = 1.7976931348623157e308

	## The lowest value.
	lowest : F64
	lowest = -1.7976931348623157e308

	e : F64
	e = 2.718281828459045235360287

	pi : F64
	pi = 3.141592653589793238462643

	tau : F64
	tau = 6.283185307179586476925287

	nan : F64
	nan = F64.from_bits(0x7ff8000000000000)

	infinity : F64
	infinity = F64.from_bits(0x7ff0000000000000)

	## Decimal text.
	to_str : F64 -> Str

	## The number that a text says.
	from_str : Str -> Try(F64, [BadNumStr, ..])
	from_str = |text| match Intrinsic.f64_parse(text) {
		(number, True) => Ok(number)
		_ => Err(BadNumStr)
	}

	## What a number literal of this type is.
	from_numeral : Numeral -> Try(F64, [InvalidNumeral(Str), ..])
	from_numeral = |numeral| match Intrinsic.f64_parse(numeral_text(numeral)) {
		(number, True) => Ok(number)
		_ => Err(InvalidNumeral("${numeral_text(numeral)} is not a F64"))
	}

	## The number with these decimal digits.
	from_int_digits : List(U8) -> Try(F64, [OutOfRange, ..])
	from_int_digits = |digits| match Intrinsic.f64_parse(digits_text(digits)) {
		(number, True) => Ok(number)
		_ => Err(OutOfRange)
	}

	## The number with these decimal digits before and after the point.
	from_dec_digits : (List(U8), List(U8)) -> Try(F64, [OutOfRange, ..])
	from_dec_digits = |(before, after)| match Intrinsic.f64_parse("${digits_text(before)}.${digits_text(after)}") {
		(number, True) => Ok(number)
		_ => Err(OutOfRange)
	}

	## Whether it is 0.
	is_zero : F64 -> Bool
	is_zero = |number| F64.is_float_eq(number, 0)

	is_eq : _

	## Whether the numbers are equal; no number is equal to nothing.
	is_float_eq : F64, F64 -> Bool

	is_lt : F64, F64 -> Bool

	is_lte : F64, F64 -> Bool

	is_gt : F64, F64 -> Bool

	is_gte : F64, F64 -> Bool

	## Whether it is no number.
	is_nan : F64 -> Bool
	is_nan = |number| !F64.is_float_eq(number, number)

	## Whether it is a number and not infinite.
	is_finite : F64 -> Bool
	is_finite = |number| number >= F64.lowest and number <= F64.highest

	## Whether it is one of the two infinities.
	is_infinite : F64 -> Bool
	is_infinite = |number| number < F64.lowest or number > F64.highest

	## Whether it is below 0.
	is_negative : F64 -> Bool
	is_negative = |number| number < 0

	## Whether it is above 0.
	is_positive : F64 -> Bool
	is_positive = |number| number > 0

	## The lesser one.
	min : F64, F64 -> F64
	min = |a, b| if b < a {
		b
	} else {
		a
	}

	## The greater one.
	max : F64, F64 -> F64
	max = |a, b| if b > a {
		b
	} else {
		a
	}

	## The sum.
	plus : F64, F64 -> F64

	## The difference.
	minus : F64, F64 -> F64

	## The product.
	times : F64, F64 -> F64

	## The number with the other sign.
	negate : F64 -> F64

	## The number without its sign.
	abs : F64 -> F64
	abs = |number| F64.from_bits(number.to_bits().bitwise_and(0x7fffffffffffffff))

	## How far the numbers are apart.
	abs_diff : F64, F64 -> F64
	abs_diff = |a, b| (a - b).abs()

	## The quotient.
	div_by : F64, F64 -> F64

	## The quotient, rounded toward 0.
	div_trunc_by : F64, F64 -> F64

	## The quotient, rounded down.
	div_floor_by : F64, F64 -> F64
	div_floor_by = |a, b| Intrinsic.f64_floor(a / b)

	## What div_trunc_by leaves, with the sign of the first number.
	rem_by : F64, F64 -> F64

	## The power.
	pow : F64, F64 -> F64

	## The square root; a crash for numbers below 0.
	sqrt : F64 -> F64

	## The square root; an error for numbers below 0.
	sqrt_try : F64 -> Try(F64, [SqrtOfNegative, ..])
	sqrt_try = |number| if number < 0 {
		Err(SqrtOfNegative)
	} else {
		Ok(number.sqrt())
	}

	sin : F64 -> F64

	cos : F64 -> F64

	tan : F64 -> F64

	asin : F64 -> F64

	acos : F64 -> F64

	atan : F64 -> F64

	## The bits; one pattern for all that is no number.
	to_bits : F64 -> U64

	## The number with these bits.
	from_bits : U64 -> F64

	## What `..<` makes.
	range_exclusive_to : F64, F64 -> Range(F64)
	range_exclusive_to = |lower, upper| { lower, upper, step: 1, upper_bound: Exclusive, direction: To, len_if_known: Unknown }

	## What `..=` makes.
	range_inclusive_to : F64, F64 -> Range(F64)
	range_inclusive_to = |lower, upper| { lower, upper, step: 1, upper_bound: Inclusive, direction: To, len_if_known: Unknown }

	range_len_if_known : F64, F64, F64, [Exclusive, Inclusive] -> [Known(U64), Unknown]
	range_len_if_known = |_low, _high, _step, _bound| Unknown

	range_iter : F64, F64, F64, [Exclusive, Inclusive], [To, From], [Known(U64), Unknown] -> Iter(F64)
	range_iter = |low, high, step, bound, direction, len_if_known| {
		steps = Intrinsic.f64_floor((high - low) / step)
		touches = match bound {
			Exclusive => F64.is_float_eq(low + steps * step, high)
			Inclusive => False
		}
		final = if touches { steps - 1 } else { steps }
		if step > 0 and final >= 0 and high > F64.lowest {
			match direction {
				To => f64_walk(low, step, 0, 1, final, len_if_known)
				From => f64_walk(low, step, final, -1, 0, len_if_known)
			}
		} else {
			iter_empty()
		}
	}

	to_hash : F64, Hasher -> Hasher
	to_hash = |number, hasher| hasher.write_f64(number)

	to_u8_wrap : F64 -> U8
	to_u8_wrap = |number| number.to_u128_wrap().to_u8_wrap()

	to_u8_try : F64 -> Try(U8, [OutOfRange, ..])
	to_u8_try = |number| {
		whole = Intrinsic.f64_truncate(number)
		if whole >= 0 and whole < 256 {
			Ok(whole.to_u8_wrap())
		} else {
			Err(OutOfRange)
		}
	}

	to_i8_wrap : F64 -> I8
	to_i8_wrap = |number| number.to_u128_wrap().to_i8_wrap()

	to_i8_try : F64 -> Try(I8, [OutOfRange, ..])
	to_i8_try = |number| {
		whole = Intrinsic.f64_truncate(number)
		if whole >= -128 and whole < 128 {
			Ok(whole.to_i8_wrap())
		} else {
			Err(OutOfRange)
		}
	}

	to_u16_wrap : F64 -> U16
	to_u16_wrap = |number| number.to_u128_wrap().to_u16_wrap()

	to_u16_try : F64 -> Try(U16, [OutOfRange, ..])
	to_u16_try = |number| {
		whole = Intrinsic.f64_truncate(number)
		if whole >= 0 and whole < 65536 {
			Ok(whole.to_u16_wrap())
		} else {
			Err(OutOfRange)
		}
	}

	to_i16_wrap : F64 -> I16
	to_i16_wrap = |number| number.to_u128_wrap().to_i16_wrap()

	to_i16_try : F64 -> Try(I16, [OutOfRange, ..])
	to_i16_try = |number| {
		whole = Intrinsic.f64_truncate(number)
		if whole >= -32768 and whole < 32768 {
			Ok(whole.to_i16_wrap())
		} else {
			Err(OutOfRange)
		}
	}

	to_u32_wrap : F64 -> U32
	to_u32_wrap = |number| number.to_u128_wrap().to_u32_wrap()

	to_u32_try : F64 -> Try(U32, [OutOfRange, ..])
	to_u32_try = |number| {
		whole = Intrinsic.f64_truncate(number)
		if whole >= 0 and whole < 4294967296 {
			Ok(whole.to_u32_wrap())
		} else {
			Err(OutOfRange)
		}
	}

	to_i32_wrap : F64 -> I32
	to_i32_wrap = |number| number.to_u128_wrap().to_i32_wrap()

	to_i32_try : F64 -> Try(I32, [OutOfRange, ..])
	to_i32_try = |number| {
		whole = Intrinsic.f64_truncate(number)
		if whole >= -2147483648 and whole < 2147483648 {
			Ok(whole.to_i32_wrap())
		} else {
			Err(OutOfRange)
		}
	}

	to_u64_wrap : F64 -> U64
	to_u64_wrap = |number| number.to_u128_wrap().to_u64_wrap()

	to_u64_try : F64 -> Try(U64, [OutOfRange, ..])
	to_u64_try = |number| {
		whole = Intrinsic.f64_truncate(number)
		if whole >= 0 and whole < 18446744073709551616 {
			Ok(whole.to_u64_wrap())
		} else {
			Err(OutOfRange)
		}
	}

	to_i64_wrap : F64 -> I64
	to_i64_wrap = |number| number.to_u128_wrap().to_i64_wrap()

	to_i64_try : F64 -> Try(I64, [OutOfRange, ..])
	to_i64_try = |number| {
		whole = Intrinsic.f64_truncate(number)
		if whole >= -9223372036854775808 and whole < 9223372036854775808 {
			Ok(whole.to_i64_wrap())
		} else {
			Err(OutOfRange)
		}
	}

	to_u128_wrap : F64 -> U128

	to_u128_try : F64 -> Try(U128, [OutOfRange, ..])
	to_u128_try = |number| {
		whole = Intrinsic.f64_truncate(number)
		if whole >= 0 and whole < 340282366920938463463374607431768211456 {
			Ok(whole.to_u128_wrap())
		} else {
			Err(OutOfRange)
		}
	}

	to_i128_wrap : F64 -> I128
	to_i128_wrap = |number| number.to_u128_wrap().to_i128_wrap()

	to_i128_try : F64 -> Try(I128, [OutOfRange, ..])
	to_i128_try = |number| {
		whole = Intrinsic.f64_truncate(number)
		if whole >= -170141183460469231731687303715884105728 and whole < 170141183460469231731687303715884105728 {
			Ok(whole.to_i128_wrap())
		} else {
			Err(OutOfRange)
		}
	}

	round_to_u8_try : F64 -> Try(U8, [OutOfRange, ..])
	round_to_u8_try = |number| Intrinsic.f64_round(number).to_u8_try()

	round_to_i8_try : F64 -> Try(I8, [OutOfRange, ..])
	round_to_i8_try = |number| Intrinsic.f64_round(number).to_i8_try()

	round_to_u16_try : F64 -> Try(U16, [OutOfRange, ..])
	round_to_u16_try = |number| Intrinsic.f64_round(number).to_u16_try()

	round_to_i16_try : F64 -> Try(I16, [OutOfRange, ..])
	round_to_i16_try = |number| Intrinsic.f64_round(number).to_i16_try()

	round_to_u32_try : F64 -> Try(U32, [OutOfRange, ..])
	round_to_u32_try = |number| Intrinsic.f64_round(number).to_u32_try()

	round_to_i32_try : F64 -> Try(I32, [OutOfRange, ..])
	round_to_i32_try = |number| Intrinsic.f64_round(number).to_i32_try()

	round_to_u64_try : F64 -> Try(U64, [OutOfRange, ..])
	round_to_u64_try = |number| Intrinsic.f64_round(number).to_u64_try()

	round_to_i64_try : F64 -> Try(I64, [OutOfRange, ..])
	round_to_i64_try = |number| Intrinsic.f64_round(number).to_i64_try()

	round_to_u128_try : F64 -> Try(U128, [OutOfRange, ..])
	round_to_u128_try = |number| Intrinsic.f64_round(number).to_u128_try()

	round_to_i128_try : F64 -> Try(I128, [OutOfRange, ..])
	round_to_i128_try = |number| Intrinsic.f64_round(number).to_i128_try()

	floor_to_u8_try : F64 -> Try(U8, [OutOfRange, ..])
	floor_to_u8_try = |number| Intrinsic.f64_floor(number).to_u8_try()

	floor_to_i8_try : F64 -> Try(I8, [OutOfRange, ..])
	floor_to_i8_try = |number| Intrinsic.f64_floor(number).to_i8_try()

	floor_to_u16_try : F64 -> Try(U16, [OutOfRange, ..])
	floor_to_u16_try = |number| Intrinsic.f64_floor(number).to_u16_try()

	floor_to_i16_try : F64 -> Try(I16, [OutOfRange, ..])
	floor_to_i16_try = |number| Intrinsic.f64_floor(number).to_i16_try()

	floor_to_u32_try : F64 -> Try(U32, [OutOfRange, ..])
	floor_to_u32_try = |number| Intrinsic.f64_floor(number).to_u32_try()

	floor_to_i32_try : F64 -> Try(I32, [OutOfRange, ..])
	floor_to_i32_try = |number| Intrinsic.f64_floor(number).to_i32_try()

	floor_to_u64_try : F64 -> Try(U64, [OutOfRange, ..])
	floor_to_u64_try = |number| Intrinsic.f64_floor(number).to_u64_try()

	floor_to_i64_try : F64 -> Try(I64, [OutOfRange, ..])
	floor_to_i64_try = |number| Intrinsic.f64_floor(number).to_i64_try()

	floor_to_u128_try : F64 -> Try(U128, [OutOfRange, ..])
	floor_to_u128_try = |number| Intrinsic.f64_floor(number).to_u128_try()

	floor_to_i128_try : F64 -> Try(I128, [OutOfRange, ..])
	floor_to_i128_try = |number| Intrinsic.f64_floor(number).to_i128_try()

	ceiling_to_u8_try : F64 -> Try(U8, [OutOfRange, ..])
	ceiling_to_u8_try = |number| Intrinsic.f64_ceiling(number).to_u8_try()

	ceiling_to_i8_try : F64 -> Try(I8, [OutOfRange, ..])
	ceiling_to_i8_try = |number| Intrinsic.f64_ceiling(number).to_i8_try()

	ceiling_to_u16_try : F64 -> Try(U16, [OutOfRange, ..])
	ceiling_to_u16_try = |number| Intrinsic.f64_ceiling(number).to_u16_try()

	ceiling_to_i16_try : F64 -> Try(I16, [OutOfRange, ..])
	ceiling_to_i16_try = |number| Intrinsic.f64_ceiling(number).to_i16_try()

	ceiling_to_u32_try : F64 -> Try(U32, [OutOfRange, ..])
	ceiling_to_u32_try = |number| Intrinsic.f64_ceiling(number).to_u32_try()

	ceiling_to_i32_try : F64 -> Try(I32, [OutOfRange, ..])
	ceiling_to_i32_try = |number| Intrinsic.f64_ceiling(number).to_i32_try()

	ceiling_to_u64_try : F64 -> Try(U64, [OutOfRange, ..])
	ceiling_to_u64_try = |number| Intrinsic.f64_ceiling(number).to_u64_try()

	ceiling_to_i64_try : F64 -> Try(I64, [OutOfRange, ..])
	ceiling_to_i64_try = |number| Intrinsic.f64_ceiling(number).to_i64_try()

	ceiling_to_u128_try : F64 -> Try(U128, [OutOfRange, ..])
	ceiling_to_u128_try = |number| Intrinsic.f64_ceiling(number).to_u128_try()

	ceiling_to_i128_try : F64 -> Try(I128, [OutOfRange, ..])
	ceiling_to_i128_try = |number| Intrinsic.f64_ceiling(number).to_i128_try()

	to_f64 : F64 -> F64
	to_f64 = |number| number

	to_f32_wrap : F64 -> F32

	to_f32_try : F64 -> Try(F32, [OutOfRange, ..])
	to_f32_try = |number| {
		narrow = number.to_f32_wrap()
		if narrow.is_infinite() and number.is_finite() {
			Err(OutOfRange)
		} else {
			Ok(narrow)
		}
	}

	parser_for : encoding -> (state -> Try({ value : F64, rest : state }, err)) where [encoding.parse_f64 : encoding, state -> Try({ value : F64, rest : state }, err)]
	parser_for = |encoding| |state| encoding.parse_f64(state)

	encoder_for : encoding -> (F64, state -> Try(state, err)) where [encoding.encode_f64 : F64, state -> Try(state, err)]
	encoder_for = |_encoding| {
		Format : encoding
		|number, state| Format.encode_f64(number, state)
	}

	# As keys of dicts.
	key_text : F64 -> Str
	key_text = |number| number.to_str()

	key_from_text : Str -> Try(F64, [NoKey])
	key_from_text = |text| F64.from_str(text).map_err(|_| NoKey)

	## Encodes it in a format that has `encode_f64`.
	encode : F64, fmt -> Try(encoded, err) where [fmt.encode_f64 : fmt, F64 -> Try(encoded, err)]
	encode = |number, format| format.encode_f64(number)

	## Decodes one in a format that has `decode_f64`.
	decode : src, fmt -> (Try(F64, err), src) where [fmt.decode_f64 : fmt, src -> (Try(F64, err), src)]
	decode = |source, format| format.decode_f64(source)
}

# The numbers `base + n * stride` for each n from `at` to `end`.
f64_walk : F64, F64, F64, F64, F64, [Known(U64), Unknown] -> Iter(F64)
f64_walk = |base, stride, at, change, end, len_if_known| {
	len_if_known,
	step: || {
		rest = if F64.is_float_eq(at, end) {
			iter_empty()
		} else {
			f64_walk(base, stride, at + change, change, end, len_if_known)
		}
		One({ item: base + at * stride, rest })
	},
}

## Decimal numbers with 18 digits after the point.
Dec :: [ProvidedByCompiler].{
	## 0.
	default : () -> Dec
	default = || 0

	## The highest value.
	highest : Dec
	highest = 170141183460469231731.687303715884105727

	## The lowest value.
	lowest : Dec
	lowest = -170141183460469231731.687303715884105728

	e : Dec
	e = 2.718281828459045235

	pi : Dec
	pi = 3.141592653589793238

	tau : Dec
	tau = 6.283185307179586476

	## Decimal text.
	to_str : Dec -> Str

	## The number that a text says.
	from_str : Str -> Try(Dec, [BadNumStr, ..])
	from_str = |text| match Intrinsic.dec_parse(text) {
		(number, True) => Ok(number)
		_ => Err(BadNumStr)
	}

	## What a number literal of this type is.
	from_numeral : Numeral -> Try(Dec, [InvalidNumeral(Str), ..])
	from_numeral = |numeral| match Intrinsic.dec_parse(numeral_text(numeral)) {
		(number, True) => Ok(number)
		_ => Err(InvalidNumeral("${numeral_text(numeral)} is not a Dec"))
	}

	## The number with these decimal digits.
	from_int_digits : List(U8) -> Try(Dec, [OutOfRange, ..])
	from_int_digits = |digits| match Intrinsic.dec_parse(digits_text(digits)) {
		(number, True) => Ok(number)
		_ => Err(OutOfRange)
	}

	## The number with these decimal digits before and after the point.
	from_dec_digits : (List(U8), List(U8)) -> Try(Dec, [OutOfRange, ..])
	from_dec_digits = |(before, after)| match Intrinsic.dec_parse("${digits_text(before)}.${digits_text(after)}") {
		(number, True) => Ok(number)
		_ => Err(OutOfRange)
	}

	## The count of 10^-18 that the number is.
	to_attos : Dec -> I128

	## The number that is so many 10^-18.
	from_attos : I128 -> Dec

	## Whether it is 0.
	is_zero : Dec -> Bool
	is_zero = |number| number == 0

	is_eq : Dec, Dec -> Bool

	is_lt : Dec, Dec -> Bool

	is_lte : Dec, Dec -> Bool

	is_gt : Dec, Dec -> Bool

	is_gte : Dec, Dec -> Bool

	## Whether it is below 0.
	is_negative : Dec -> Bool
	is_negative = |number| number < 0

	## Whether it is above 0.
	is_positive : Dec -> Bool
	is_positive = |number| number > 0

	## How the first number stands to the second.
	compare : Dec, Dec -> [LT, EQ, GT]
	compare = |a, b| if a < b {
		LT
	} else if a == b {
		EQ
	} else {
		GT
	}

	## The lesser one.
	min : Dec, Dec -> Dec
	min = |a, b| if b < a {
		b
	} else {
		a
	}

	## The greater one.
	max : Dec, Dec -> Dec
	max = |a, b| if b > a {
		b
	} else {
		a
	}

	## The sum; a crash if it doesn't fit.
	plus : Dec, Dec -> Dec

	## The difference; a crash if it doesn't fit.
	minus : Dec, Dec -> Dec

	## The product; a crash if it doesn't fit.
	times : Dec, Dec -> Dec

	## The number with the other sign.
	negate : Dec -> Dec

	## The number without its sign.
	abs : Dec -> Dec
	abs = |number| if number >= 0 {
		number
	} else if number == Dec.lowest {
		crash "Decimal absolute value overflow!"
	} else {
		-number
	}

	## How far the numbers are apart.
	abs_diff : Dec, Dec -> Dec
	abs_diff = |a, b| if a > b {
		a - b
	} else {
		b - a
	}

	## The quotient; a crash for 0.
	div_by : Dec, Dec -> Dec

	## The quotient, rounded toward 0; a crash for 0.
	div_trunc_by : Dec, Dec -> Dec

	## The quotient, rounded down; a crash for 0.
	div_floor_by : Dec, Dec -> Dec
	div_floor_by = |a, b| {
		quotient = a // b
		if a % b != 0 and a.is_negative() != b.is_negative() {
			quotient - 1
		} else {
			quotient
		}
	}

	## What div_trunc_by leaves, with the sign of the first number; a crash for 0.
	rem_by : Dec, Dec -> Dec

	## The sum, or the nearest value of the type.
	plus_saturated : Dec, Dec -> Dec

	## The difference, or the nearest value of the type.
	minus_saturated : Dec, Dec -> Dec

	## The product, or the nearest value of the type.
	times_saturated : Dec, Dec -> Dec

	plus_try : Dec, Dec -> Try(Dec, [Overflow, ..])
	plus_try = |a, b| match Intrinsic.dec_plus_checked(a, b) {
		(total, True) => Ok(total)
		_ => Err(Overflow)
	}

	minus_try : Dec, Dec -> Try(Dec, [Overflow, ..])
	minus_try = |a, b| match Intrinsic.dec_minus_checked(a, b) {
		(difference, True) => Ok(difference)
		_ => Err(Overflow)
	}

	times_try : Dec, Dec -> Try(Dec, [Overflow, ..])
	times_try = |a, b| match Intrinsic.dec_times_checked(a, b) {
		(product, True) => Ok(product)
		_ => Err(Overflow)
	}

	## The power; a crash if it doesn't fit.
	pow : Dec, Dec -> Dec

	## The square root; a crash for numbers below 0.
	sqrt : Dec -> Dec

	## The square root; an error for numbers below 0.
	sqrt_try : Dec -> Try(Dec, [SqrtOfNegative, ..])
	sqrt_try = |number| if number < 0 {
		Err(SqrtOfNegative)
	} else {
		Ok(number.sqrt())
	}

	sin : Dec -> Dec

	cos : Dec -> Dec

	tan : Dec -> Dec

	asin : Dec -> Dec

	acos : Dec -> Dec

	atan : Dec -> Dec

	to_i128 : Dec -> I128
	to_i128 = |number| number.to_attos() // 1_000_000_000_000_000_000

	round_to_i128 : Dec -> I128
	round_to_i128 = |number| {
		attos = number.to_attos()
		whole = attos // 1_000_000_000_000_000_000
		fraction = attos % 1_000_000_000_000_000_000
		if fraction >= 500_000_000_000_000_000 {
			whole + 1
		} else if fraction <= -500_000_000_000_000_000 {
			whole - 1
		} else {
			whole
		}
	}

	floor_to_i128 : Dec -> I128
	floor_to_i128 = |number| number.to_attos().div_floor_by(1_000_000_000_000_000_000)

	ceiling_to_i128 : Dec -> I128
	ceiling_to_i128 = |number| number.to_attos().div_ceil_by(1_000_000_000_000_000_000)

	to_f64 : Dec -> F64

	to_f32_wrap : Dec -> F32

	to_f32_try : Dec -> Try(F32, [OutOfRange, ..])
	to_f32_try = |number| Ok(number.to_f32_wrap())

	to_dec : Dec -> Dec
	to_dec = |number| number

	## The numbers from the first to the second, that one included.
	to : Dec, Dec -> Iter(Dec)
	to = |low, high| Dec.range_iter(low, high, 1, Inclusive, To, Dec.range_len_if_known(low, high, 1, Inclusive))

	## The numbers from the first to the second, that one excluded.
	until : Dec, Dec -> Iter(Dec)
	until = |low, high| Dec.range_iter(low, high, 1, Exclusive, To, Dec.range_len_if_known(low, high, 1, Exclusive))

	## What `..<` makes.
	range_exclusive_to : Dec, Dec -> Range(Dec)
	range_exclusive_to = |low, high| dec_range(low, high, Exclusive, To)

	## What `..=` makes.
	range_inclusive_to : Dec, Dec -> Range(Dec)
	range_inclusive_to = |low, high| dec_range(low, high, Inclusive, To)

	## The numbers of `..<` in descending order.
	range_exclusive_from : Dec, Dec -> Range(Dec)
	range_exclusive_from = |low, high| dec_range(low, high, Exclusive, From)

	## The numbers of `..=` in descending order.
	range_inclusive_from : Dec, Dec -> Range(Dec)
	range_inclusive_from = |low, high| dec_range(low, high, Inclusive, From)

	range_len_if_known : Dec, Dec, Dec, [Exclusive, Inclusive] -> [Known(U64), Unknown]
	range_len_if_known = |low, high, step, bound| I128.range_len_if_known(low.to_attos(), high.to_attos(), step.to_attos(), bound)

	range_iter : Dec, Dec, Dec, [Exclusive, Inclusive], [To, From], [Known(U64), Unknown] -> Iter(Dec)
	range_iter = |low, high, step, bound, direction, len_if_known| {
		attos = I128.range_iter(low.to_attos(), high.to_attos(), step.to_attos(), bound, direction, len_if_known)
		attos.map(|number| Dec.from_attos(number))
	}

	to_hash : Dec, Hasher -> Hasher
	to_hash = |number, hasher| hasher.write_dec(number)

	to_u8_wrap : Dec -> U8
	to_u8_wrap = |number| number.to_i128().to_u8_wrap()

	to_u8_try : Dec -> Try(U8, [OutOfRange, ..])
	to_u8_try = |number| number.to_i128().to_u8_try()

	to_i8_wrap : Dec -> I8
	to_i8_wrap = |number| number.to_i128().to_i8_wrap()

	to_i8_try : Dec -> Try(I8, [OutOfRange, ..])
	to_i8_try = |number| number.to_i128().to_i8_try()

	to_u16_wrap : Dec -> U16
	to_u16_wrap = |number| number.to_i128().to_u16_wrap()

	to_u16_try : Dec -> Try(U16, [OutOfRange, ..])
	to_u16_try = |number| number.to_i128().to_u16_try()

	to_i16_wrap : Dec -> I16
	to_i16_wrap = |number| number.to_i128().to_i16_wrap()

	to_i16_try : Dec -> Try(I16, [OutOfRange, ..])
	to_i16_try = |number| number.to_i128().to_i16_try()

	to_u32_wrap : Dec -> U32
	to_u32_wrap = |number| number.to_i128().to_u32_wrap()

	to_u32_try : Dec -> Try(U32, [OutOfRange, ..])
	to_u32_try = |number| number.to_i128().to_u32_try()

	to_i32_wrap : Dec -> I32
	to_i32_wrap = |number| number.to_i128().to_i32_wrap()

	to_i32_try : Dec -> Try(I32, [OutOfRange, ..])
	to_i32_try = |number| number.to_i128().to_i32_try()

	to_u64_wrap : Dec -> U64
	to_u64_wrap = |number| number.to_i128().to_u64_wrap()

	to_u64_try : Dec -> Try(U64, [OutOfRange, ..])
	to_u64_try = |number| number.to_i128().to_u64_try()

	to_i64_wrap : Dec -> I64
	to_i64_wrap = |number| number.to_i128().to_i64_wrap()

	to_i64_try : Dec -> Try(I64, [OutOfRange, ..])
	to_i64_try = |number| number.to_i128().to_i64_try()

	to_u128_wrap : Dec -> U128
	to_u128_wrap = |number| number.to_i128().to_u128_wrap()

	to_u128_try : Dec -> Try(U128, [OutOfRange, ..])
	to_u128_try = |number| number.to_i128().to_u128_try()

	round_to_u8_try : Dec -> Try(U8, [OutOfRange, ..])
	round_to_u8_try = |number| number.round_to_i128().to_u8_try()

	round_to_i8_try : Dec -> Try(I8, [OutOfRange, ..])
	round_to_i8_try = |number| number.round_to_i128().to_i8_try()

	round_to_u16_try : Dec -> Try(U16, [OutOfRange, ..])
	round_to_u16_try = |number| number.round_to_i128().to_u16_try()

	round_to_i16_try : Dec -> Try(I16, [OutOfRange, ..])
	round_to_i16_try = |number| number.round_to_i128().to_i16_try()

	round_to_u32_try : Dec -> Try(U32, [OutOfRange, ..])
	round_to_u32_try = |number| number.round_to_i128().to_u32_try()

	round_to_i32_try : Dec -> Try(I32, [OutOfRange, ..])
	round_to_i32_try = |number| number.round_to_i128().to_i32_try()

	round_to_u64_try : Dec -> Try(U64, [OutOfRange, ..])
	round_to_u64_try = |number| number.round_to_i128().to_u64_try()

	round_to_i64_try : Dec -> Try(I64, [OutOfRange, ..])
	round_to_i64_try = |number| number.round_to_i128().to_i64_try()

	round_to_u128_try : Dec -> Try(U128, [OutOfRange, ..])
	round_to_u128_try = |number| number.round_to_i128().to_u128_try()

	floor_to_u8_try : Dec -> Try(U8, [OutOfRange, ..])
	floor_to_u8_try = |number| number.floor_to_i128().to_u8_try()

	floor_to_i8_try : Dec -> Try(I8, [OutOfRange, ..])
	floor_to_i8_try = |number| number.floor_to_i128().to_i8_try()

	floor_to_u16_try : Dec -> Try(U16, [OutOfRange, ..])
	floor_to_u16_try = |number| number.floor_to_i128().to_u16_try()

	floor_to_i16_try : Dec -> Try(I16, [OutOfRange, ..])
	floor_to_i16_try = |number| number.floor_to_i128().to_i16_try()

	floor_to_u32_try : Dec -> Try(U32, [OutOfRange, ..])
	floor_to_u32_try = |number| number.floor_to_i128().to_u32_try()

	floor_to_i32_try : Dec -> Try(I32, [OutOfRange, ..])
	floor_to_i32_try = |number| number.floor_to_i128().to_i32_try()

	floor_to_u64_try : Dec -> Try(U64, [OutOfRange, ..])
	floor_to_u64_try = |number| number.floor_to_i128().to_u64_try()

	floor_to_i64_try : Dec -> Try(I64, [OutOfRange, ..])
	floor_to_i64_try = |number| number.floor_to_i128().to_i64_try()

	floor_to_u128_try : Dec -> Try(U128, [OutOfRange, ..])
	floor_to_u128_try = |number| number.floor_to_i128().to_u128_try()

	ceiling_to_u8_try : Dec -> Try(U8, [OutOfRange, ..])
	ceiling_to_u8_try = |number| number.ceiling_to_i128().to_u8_try()

	ceiling_to_i8_try : Dec -> Try(I8, [OutOfRange, ..])
	ceiling_to_i8_try = |number| number.ceiling_to_i128().to_i8_try()

	ceiling_to_u16_try : Dec -> Try(U16, [OutOfRange, ..])
	ceiling_to_u16_try = |number| number.ceiling_to_i128().to_u16_try()

	ceiling_to_i16_try : Dec -> Try(I16, [OutOfRange, ..])
	ceiling_to_i16_try = |number| number.ceiling_to_i128().to_i16_try()

	ceiling_to_u32_try : Dec -> Try(U32, [OutOfRange, ..])
	ceiling_to_u32_try = |number| number.ceiling_to_i128().to_u32_try()

	ceiling_to_i32_try : Dec -> Try(I32, [OutOfRange, ..])
	ceiling_to_i32_try = |number| number.ceiling_to_i128().to_i32_try()

	ceiling_to_u64_try : Dec -> Try(U64, [OutOfRange, ..])
	ceiling_to_u64_try = |number| number.ceiling_to_i128().to_u64_try()

	ceiling_to_i64_try : Dec -> Try(I64, [OutOfRange, ..])
	ceiling_to_i64_try = |number| number.ceiling_to_i128().to_i64_try()

	ceiling_to_u128_try : Dec -> Try(U128, [OutOfRange, ..])
	ceiling_to_u128_try = |number| number.ceiling_to_i128().to_u128_try()

	parser_for : encoding -> (state -> Try({ value : Dec, rest : state }, err)) where [encoding.parse_dec : encoding, state -> Try({ value : Dec, rest : state }, err)]
	parser_for = |encoding| |state| encoding.parse_dec(state)

	encoder_for : encoding -> (Dec, state -> Try(state, err)) where [encoding.encode_dec : Dec, state -> Try(state, err)]
	encoder_for = |_encoding| {
		Format : encoding
		|number, state| Format.encode_dec(number, state)
	}

	# As keys of dicts.
	key_text : Dec -> Str
	key_text = |number| number.to_str()

	key_from_text : Str -> Try(Dec, [NoKey])
	key_from_text = |text| Dec.from_str(text).map_err(|_| NoKey)

	## Encodes it in a format that has `encode_dec`.
	encode : Dec, fmt -> Try(encoded, err) where [fmt.encode_dec : fmt, Dec -> Try(encoded, err)]
	encode = |number, format| format.encode_dec(number)

	## Decodes one in a format that has `decode_dec`.
	decode : src, fmt -> (Try(Dec, err), src) where [fmt.decode_dec : fmt, src -> (Try(Dec, err), src)]
	decode = |source, format| format.decode_dec(source)
}

dec_range : Dec, Dec, [Exclusive, Inclusive], [To, From] -> Range(Dec)
dec_range = |lower, upper, upper_bound, direction| {
	lower,
	upper,
	step: 1,
	upper_bound,
	direction,
	len_if_known: Dec.range_len_if_known(lower, upper, 1, upper_bound),
}

## Names for formats: types whose methods the derived `parser_for` and `encoder_for` call.
Encoding :: [].{
	## A field of a record that is being parsed, under the name that the format gives it.
	FieldName(_shape) :: { name : Str, index : U64 }.{
		## The fields of a record.
		FieldNames(_shape) :: { names : List(Str) }.{
			## All of them.
			iter : Encoding.FieldName.FieldNames(shape) -> Iter(Encoding.FieldName(shape))
			iter = |fields| field_names_from(fields.names, 0)

			## Those whose names have so many bytes.
			for_size : Encoding.FieldName.FieldNames(shape), U64 -> Iter(Encoding.FieldName(shape))
			for_size = |fields, size| field_names_from(fields.names, 0).keep_if(|field| field.name.count_utf8_bytes() == size)

			## How many bytes the shortest name has; 0 where there is none.
			shortest_name : Encoding.FieldName.FieldNames(_shape) -> U64
			shortest_name = |fields| fields.names.map(|name| name.count_utf8_bytes()).min() ?? 0

			## How many bytes the longest name has; 0 where there is none.
			longest_name : Encoding.FieldName.FieldNames(_shape) -> U64
			longest_name = |fields| fields.names.map(|name| name.count_utf8_bytes()).max() ?? 0

			## The same fields under the names that the function gives them.
			rename_fields : Encoding.FieldName.FieldNames(shape), (Str -> Str) -> Encoding.FieldName.FieldNames(shape)
			rename_fields = |fields, rename| { names: fields.names.map(rename) }
		}

		## The name.
		name : Encoding.FieldName(_shape) -> Str
		name = |field| field.name
	}

	## The tags of a union that is being parsed.
	ParseTagUnionSpec(_value) :: {}.{
		## Parses the payloads of the tag with this name; the error `missing` where there is no such tag.
		parse : Encoding.ParseTagUnionSpec(value), TagParts(encoding, state, err) -> Try({ value : value, rest : state }, err)
	}
}

field_names_from : List(Str), U64 -> Iter(Encoding.FieldName(_shape))
field_names_from = |names, index| {
	len_if_known: Known(names.len() - index),
	step: || match names.get(index) {
		Ok(name) => One({ item: { name, index }, rest: field_names_from(names, index + 1) })
		Err(_) => Done
	},
}

# What follows is called by derived code.
# A record: its fields that are there, each with the function that writes its value.
encode_fields : encoding, state, List({ name : Str, write : (state -> Try(state, err)) }) -> Try(state, err) where [encoding.rename_field : encoding, Str -> Str, encoding.encode_record : state, U64, (fields, (fields, Str, (state -> Try(state, err)) -> Try(fields, err)) -> Try(fields, err)) -> Try(state, err)]
encode_fields = |encoding, state, fields| {
	Format : encoding
	Format.encode_record(state, fields.len(), |start, write_field| fields.fold_try(start, |at, { name, write }| write_field(at, encoding.rename_field(name), write)))
}

encode_items : encoding, state, List((state -> Try(state, err))) -> Try(state, err) where [encoding.encode_tuple : state, U64, (items, (items, (state -> Try(state, err)) -> Try(items, err)) -> Try(items, err)) -> Try(state, err)]
encode_items = |_encoding, state, items| {
	Format : encoding
	Format.encode_tuple(state, items.len(), |start, write_item| items.fold_try(start, |at, write| write_item(at, write)))
}

encode_payloads : encoding, state, Str, List((state -> Try(state, err))) -> Try(state, err) where [encoding.encode_tag : state, Str, U64, (items, (items, (state -> Try(state, err)) -> Try(items, err)) -> Try(items, err)) -> Try(state, err)]
encode_payloads = |_encoding, state, name, payloads| {
	Format : encoding
	Format.encode_tag(state, name, payloads.len(), |start, write_item| payloads.fold_try(start, |at, write| write_item(at, write)))
}

# A record: `found` is what was read of it, `fields` how each field is read into that, `finish` makes the record.
parse_fields : encoding, state, found, List({ name : Str, read : (state, found -> Try({ found : found, rest : state }, err)) }), (found -> Try(value, err)) -> Try({ value : value, rest : state }, err) where [encoding.rename_field : encoding, Str -> Str, encoding.parse_record_start : encoding, state -> Try([Counted({ len : U64, rest : state }), Uncounted(state)], err), encoding.parse_record_field : encoding, Encoding.FieldName.FieldNames(value), state -> Try([Field({ field : Encoding.FieldName(value), rest : state }), TryField({ name : Str, rest : state }), TryFieldCaseless({ name : Str, rest : state }), Continue(state), Done(state)], err), encoding.parse_record_after_field : encoding, state -> Try([Continue(state), Done(state)], err), encoding.skip_record_field : encoding, state -> Try(state, err)]
parse_fields = |encoding, state, empty, fields, finish| {
	names = fields.map(|field| encoding.rename_field(field.name))
	var $found = empty
	var $state = state
	var $left = match encoding.parse_record_start(state)? {
		Counted({ len, rest }) => {
			$state = rest
			len
		}
		Uncounted(rest) => {
			$state = rest
			U64.highest
		}
	}
	counted = $left != U64.highest
	while $left > 0 {
		at = match encoding.parse_record_field({ names: names }, $state)? {
			Field({ field, rest }) => {
				$state = rest
				field.index
			}
			TryField({ name, rest }) => {
				$state = rest
				names.find_first_index(|other| other == name) ?? U64.highest
			}
			TryFieldCaseless({ name, rest }) => {
				$state = rest
				names.find_first_index(|other| other.caseless_ascii_equals(name)) ?? U64.highest
			}
			Continue(rest) => {
				$state = rest
				U64.highest - 1
			}
			Done(rest) => {
				$state = rest
				break
			}
		}
		match fields.get(at) {
			Ok({ read, .. }) => {
				{ found, rest } = read($state, $found)?
				$found = found
				$state = rest
			}
			Err(_) => if at == U64.highest {
				$state = encoding.skip_record_field($state)?
			}
		}
		if counted {
			$left = $left - 1
		} else if at != U64.highest - 1 {
			match encoding.parse_record_after_field($state)? {
				Continue(rest) => {
					$state = rest
				}
				Done(rest) => {
					$state = rest
					break
				}
			}
		}
	}
	Ok({ value: finish($found)?, rest: $state })
}

# A tuple, in the same way.
parse_items : encoding, state, found, List((state, found -> Try({ found : found, rest : state }, err))), (found -> Try(value, err)) -> Try({ value : value, rest : state }, err) where [encoding.parse_tuple_start : encoding, state, U64 -> Try(state, err), encoding.parse_tuple_next : encoding, state, U64, U64 -> Try(state, err), encoding.parse_tuple_end : encoding, state, U64 -> Try(state, err)]
parse_items = |encoding, state, empty, items, finish| {
	count = items.len()
	var $found = empty
	var $state = encoding.parse_tuple_start(state, count)?
	var $index = 0
	for read in items {
		if $index > 0 {
			$state = encoding.parse_tuple_next($state, $index, count)?
		}
		{ found, rest } = read($state, $found)?
		$found = found
		$state = rest
		$index = $index + 1
	}
	end = encoding.parse_tuple_end($state, count)?
	Ok({ value: finish($found)?, rest: end })
}

parse_tags : encoding, state -> Try({ value : value, rest : state }, err) where [encoding.parse_tag_union : encoding, Encoding.ParseTagUnionSpec(value), state -> Try({ value : value, rest : state }, err)]
parse_tags = |encoding, state| encoding.parse_tag_union({}, state)

missing_field : Str -> [MissingRequiredField(Str), ..]
missing_field = |name| MissingRequiredField(name)

# What a format gives to parse the payloads of a tag.
TagParts(encoding, state, err) : { tag : Str, encoding : encoding, state : state, start_payloads : (state, U64 -> Try(state, err)), next_payload : (state, U64, U64 -> Try(state, err)), finish_payloads : (state, U64 -> Try(state, err)), missing : err }

# A tag, in the same way.
parse_payloads : TagParts(encoding, state, err), found, List((state, found -> Try({ found : found, rest : state }, err))), (found -> Try(value, err)) -> Try({ value : value, rest : state }, err)
parse_payloads = |{ state, start_payloads, next_payload, finish_payloads, .. }, empty, payloads, finish| {
	count = payloads.len()
	var $found = empty
	var $state = start_payloads(state, count)?
	var $index = 0
	for read in payloads {
		if $index > 0 {
			$state = next_payload($state, $index, count)?
		}
		{ found, rest } = read($state, $found)?
		$found = found
		$state = rest
		$index = $index + 1
	}
	end = finish_payloads($state, count)?
	Ok({ value: finish($found)?, rest: end })
}

# A union: how each of its tags is read.
parse_tag : TagParts(encoding, state, err), List({ name : Str, read : (TagParts(encoding, state, err) -> Try({ value : value, rest : state }, err)) }) -> Try({ value : value, rest : state }, err)
parse_tag = |parts, tags| match tags.find_first(|{ name, .. }| name == parts.tag) {
	Ok({ read, .. }) => read(parts)
	Err(_) => Err(parts.missing)
}

## JSON: text of records, tags, lists and the like.
Json :: [].{
	## The text of a value whose encoding can't fail.
	to_str : a -> Str where [a.encoder_for : JsonFormat -> (a, Str -> Try(Str, []))]
	to_str = |value| {
		Value : a
		match (Value.encoder_for(JsonFormat.Plain))(value, "") {
			Ok(text) => text
		}
	}

	## The text of a value; floats that are no numbers have none.
	to_str_try : a -> Try(Str, err) where [a.encoder_for : JsonFormat -> (a, Str -> Try(Str, err))]
	to_str_try = |value| {
		Value : a
		(Value.encoder_for(JsonFormat.Plain))(value, "")
	}

	## The value that a text says.
	parse : Str -> Try(a, [InvalidJson(Str), ..errs]) where [a.parser_for : JsonFormat -> (JsonText -> Try({ value : a, rest : JsonText }, [InvalidJson(Str), ..errs]))]
	parse = |text| json_parse(JsonFormat.Plain, text)

	## As parse; there may be a comma behind the last item.
	parse_trailing_commas : Str -> Try(a, [InvalidJson(Str), ..errs]) where [a.parser_for : JsonFormat -> (JsonText -> Try({ value : a, rest : JsonText }, [InvalidJson(Str), ..errs]))]
	parse_trailing_commas = |text| json_parse(JsonFormat.Trailing, text)

	## As parse; names of fields such as `some_name` are `someName` in the text.
	parser_camel : () -> (Str -> Try(a, [InvalidJson(Str), ..errs])) where [a.parser_for : JsonFormat -> (JsonText -> Try({ value : a, rest : JsonText }, [InvalidJson(Str), ..errs]))]
	parser_camel = || |text| json_parse(JsonFormat.Camel, text)
}

json_parse : JsonFormat, Str -> Try(a, [InvalidJson(Str), ..errs]) where [a.parser_for : JsonFormat -> (JsonText -> Try({ value : a, rest : JsonText }, [InvalidJson(Str), ..errs]))]
json_parse = |format, text| {
	Value : a
	{ value, rest } = (Value.parser_for(format))({ text, at: 0 })?
	end = json_skip_space(rest)
	if end.at < end.text.count_utf8_bytes() {
		json_wrong(end, "the end")
	} else {
		Ok(value)
	}
}

# The text and how far it was read.
JsonText : { text : Str, at : U64 }

JsonItems : { text : Str, first : Bool }

JsonFormat := [Plain, Trailing, Camel].{
	rename_field : JsonFormat, Str -> Str
	rename_field = |format, name| match format {
		Camel => json_camel(name)
		_ => name
	}

	encode_str : Str, Str -> Try(Str, _err)
	encode_str = |value, out| Ok(json_quoted(out, value))

	encode_bool : Bool, Str -> Try(Str, _err)
	encode_bool = |value, out| Ok(out.concat(if value { "true" } else { "false" }))

	encode_null : Str -> Try(Str, _err)
	encode_null = |out| Ok(out.concat("null"))

	encode_u8 : U8, Str -> Try(Str, _err)
	encode_u8 = |value, out| Ok(out.concat(value.to_str()))

	encode_i8 : I8, Str -> Try(Str, _err)
	encode_i8 = |value, out| Ok(out.concat(value.to_str()))

	encode_u16 : U16, Str -> Try(Str, _err)
	encode_u16 = |value, out| Ok(out.concat(value.to_str()))

	encode_i16 : I16, Str -> Try(Str, _err)
	encode_i16 = |value, out| Ok(out.concat(value.to_str()))

	encode_u32 : U32, Str -> Try(Str, _err)
	encode_u32 = |value, out| Ok(out.concat(value.to_str()))

	encode_i32 : I32, Str -> Try(Str, _err)
	encode_i32 = |value, out| Ok(out.concat(value.to_str()))

	encode_u64 : U64, Str -> Try(Str, _err)
	encode_u64 = |value, out| Ok(out.concat(value.to_str()))

	encode_i64 : I64, Str -> Try(Str, _err)
	encode_i64 = |value, out| Ok(out.concat(value.to_str()))

	encode_u128 : U128, Str -> Try(Str, _err)
	encode_u128 = |value, out| Ok(out.concat(value.to_str()))

	encode_i128 : I128, Str -> Try(Str, _err)
	encode_i128 = |value, out| Ok(out.concat(value.to_str()))

	encode_dec : Dec, Str -> Try(Str, _err)
	encode_dec = |value, out| Ok(out.concat(value.to_str()))

	encode_f32 : F32, Str -> Try(Str, [NaN, Infinity, NegativeInfinity, ..])
	encode_f32 = |value, out| if value.is_nan() {
		Err(NaN)
	} else if value.is_finite() {
		Ok(out.concat(value.to_str()))
	} else if value > 0 {
		Err(Infinity)
	} else {
		Err(NegativeInfinity)
	}

	encode_f64 : F64, Str -> Try(Str, [NaN, Infinity, NegativeInfinity, ..])
	encode_f64 = |value, out| if value.is_nan() {
		Err(NaN)
	} else if value.is_finite() {
		Ok(out.concat(value.to_str()))
	} else if value > 0 {
		Err(Infinity)
	} else {
		Err(NegativeInfinity)
	}

	encode_list : Str, U64, (JsonItems, (JsonItems, (Str -> Try(Str, err)) -> Try(JsonItems, err)) -> Try(JsonItems, err)) -> Try(Str, err)
	encode_list = |out, _count, write_items| {
		{ text, .. } = write_items({ text: out.concat("["), first: True }, json_item)?
		Ok(text.concat("]"))
	}

	encode_tuple : Str, U64, (JsonItems, (JsonItems, (Str -> Try(Str, err)) -> Try(JsonItems, err)) -> Try(JsonItems, err)) -> Try(Str, err)
	encode_tuple = |out, count, write_items| JsonFormat.encode_list(out, count, write_items)

	encode_tag : Str, Str, U64, (JsonItems, (JsonItems, (Str -> Try(Str, err)) -> Try(JsonItems, err)) -> Try(JsonItems, err)) -> Try(Str, err)
	encode_tag = |out, name, count, write_payloads| if count == 0 {
		Ok(json_quoted(out, name))
	} else {
		start = json_quoted(out.concat("{"), name).concat(if count == 1 { ":" } else { ":[" })
		{ text, .. } = write_payloads({ text: start, first: True }, json_item)?
		Ok(text.concat(if count == 1 { "}" } else { "]}" }))
	}

	encode_record : Str, U64, (JsonItems, (JsonItems, Str, (Str -> Try(Str, err)) -> Try(JsonItems, err)) -> Try(JsonItems, err)) -> Try(Str, err)
	encode_record = |out, _count, write_fields| {
		{ text, .. } = write_fields({ text: out.concat("{"), first: True }, |at, name, write| json_item(at, |before| write(json_quoted(before, name).concat(":"))))?
		Ok(text.concat("}"))
	}

	encode_dict : Str, U64, (JsonItems, (JsonItems, (Str -> Try(Str, err)), (Str -> Try(Str, err)) -> Try(JsonItems, err)) -> Try(JsonItems, err)) -> Try(Str, err)
	encode_dict = |out, _count, write_entries| {
		{ text, .. } = write_entries({ text: out.concat("{"), first: True }, |at, write_key, write| json_item(at, |before| write(write_key(before)?.concat(":"))))?
		Ok(text.concat("}"))
	}

	encode_key_str : Str, Str -> Try(Str, _err)
	encode_key_str = |key, out| Ok(json_quoted(out, key))

	invalid_value : JsonFormat, JsonText -> [InvalidJson(Str), ..]
	invalid_value = |_format, state| InvalidJson("at byte ${state.at.to_str()}: this is not a value of the wanted type")

	parse_str : JsonFormat, JsonText -> Try({ value : Str, rest : JsonText }, [InvalidJson(Str), ..])
	parse_str = |_format, state| json_string(json_skip_space(state))

	parse_bool : JsonFormat, JsonText -> Try({ value : Bool, rest : JsonText }, [InvalidJson(Str), ..])
	parse_bool = |_format, state| {
		start = json_skip_space(state)
		if json_says(start, "true") {
			Ok({ value: True, rest: json_skip(start, 4) })
		} else if json_says(start, "false") {
			Ok({ value: False, rest: json_skip(start, 5) })
		} else {
			json_wrong(start, "true or false")
		}
	}

	parse_null : JsonFormat, JsonText -> Try(JsonText, [InvalidJson(Str), ..])
	parse_null = |_format, state| {
		start = json_skip_space(state)
		if json_says(start, "null") {
			Ok(json_skip(start, 4))
		} else {
			json_wrong(start, "null")
		}
	}

	parse_u8 : JsonFormat, JsonText -> Try({ value : U8, rest : JsonText }, [InvalidJson(Str), ..])
	parse_u8 = |_format, state| json_number(state, U8.from_str)

	parse_i8 : JsonFormat, JsonText -> Try({ value : I8, rest : JsonText }, [InvalidJson(Str), ..])
	parse_i8 = |_format, state| json_number(state, I8.from_str)

	parse_u16 : JsonFormat, JsonText -> Try({ value : U16, rest : JsonText }, [InvalidJson(Str), ..])
	parse_u16 = |_format, state| json_number(state, U16.from_str)

	parse_i16 : JsonFormat, JsonText -> Try({ value : I16, rest : JsonText }, [InvalidJson(Str), ..])
	parse_i16 = |_format, state| json_number(state, I16.from_str)

	parse_u32 : JsonFormat, JsonText -> Try({ value : U32, rest : JsonText }, [InvalidJson(Str), ..])
	parse_u32 = |_format, state| json_number(state, U32.from_str)

	parse_i32 : JsonFormat, JsonText -> Try({ value : I32, rest : JsonText }, [InvalidJson(Str), ..])
	parse_i32 = |_format, state| json_number(state, I32.from_str)

	parse_u64 : JsonFormat, JsonText -> Try({ value : U64, rest : JsonText }, [InvalidJson(Str), ..])
	parse_u64 = |_format, state| json_number(state, U64.from_str)

	parse_i64 : JsonFormat, JsonText -> Try({ value : I64, rest : JsonText }, [InvalidJson(Str), ..])
	parse_i64 = |_format, state| json_number(state, I64.from_str)

	parse_u128 : JsonFormat, JsonText -> Try({ value : U128, rest : JsonText }, [InvalidJson(Str), ..])
	parse_u128 = |_format, state| json_number(state, U128.from_str)

	parse_i128 : JsonFormat, JsonText -> Try({ value : I128, rest : JsonText }, [InvalidJson(Str), ..])
	parse_i128 = |_format, state| json_number(state, I128.from_str)

	parse_dec : JsonFormat, JsonText -> Try({ value : Dec, rest : JsonText }, [InvalidJson(Str), ..])
	parse_dec = |_format, state| json_number(state, Dec.from_str)

	parse_f32 : JsonFormat, JsonText -> Try({ value : F32, rest : JsonText }, [InvalidJson(Str), ..])
	parse_f32 = |_format, state| json_number(state, F32.from_str)

	parse_f64 : JsonFormat, JsonText -> Try({ value : F64, rest : JsonText }, [InvalidJson(Str), ..])
	parse_f64 = |_format, state| json_number(state, F64.from_str)

	parse_list_start : JsonFormat, JsonText -> Try([Counted({ len : U64, rest : JsonText }), Uncounted(JsonText)], [InvalidJson(Str), ..])
	parse_list_start = |_format, state| Ok(Uncounted(json_sign(state, '[', "a list")?))

	parse_list_next : JsonFormat, JsonText -> Try([Item(JsonText), Done(JsonText)], [InvalidJson(Str), ..])
	parse_list_next = |_format, state| {
		start = json_skip_space(state)
		if json_byte(start) == ']' {
			Ok(Done(json_skip(start, 1)))
		} else {
			Ok(Item(start))
		}
	}

	parse_list_after_item : JsonFormat, JsonText -> Try([Continue(JsonText), Done(JsonText)], [InvalidJson(Str), ..])
	parse_list_after_item = |format, state| json_after(format, state, ']')

	parse_tuple_start : JsonFormat, JsonText, U64 -> Try(JsonText, [InvalidJson(Str), ..])
	parse_tuple_start = |_format, state, _count| json_sign(state, '[', "a list")

	parse_tuple_next : JsonFormat, JsonText, U64, U64 -> Try(JsonText, [InvalidJson(Str), ..])
	parse_tuple_next = |_format, state, _index, _count| json_sign(state, ',', "a comma")

	parse_tuple_end : JsonFormat, JsonText, U64 -> Try(JsonText, [InvalidJson(Str), ..])
	parse_tuple_end = |format, state, _count| match json_after(format, state, ']')? {
		Done(rest) => Ok(rest)
		Continue(rest) => json_wrong(rest, "the end of a list")
	}

	parse_record_start : JsonFormat, JsonText -> Try([Counted({ len : U64, rest : JsonText }), Uncounted(JsonText)], [InvalidJson(Str), ..])
	parse_record_start = |_format, state| Ok(Uncounted(json_sign(state, '{', "an object")?))

	parse_record_field : JsonFormat, Encoding.FieldName.FieldNames(shape), JsonText -> Try([Field({ field : Encoding.FieldName(shape), rest : JsonText }), TryField({ name : Str, rest : JsonText }), TryFieldCaseless({ name : Str, rest : JsonText }), Continue(JsonText), Done(JsonText)], [InvalidJson(Str), ..])
	parse_record_field = |_format, _names, state| {
		start = json_skip_space(state)
		if json_byte(start) == '}' {
			Ok(Done(json_skip(start, 1)))
		} else {
			{ value, rest } = json_string(start)?
			Ok(TryField({ name: value, rest: json_sign(rest, ':', "a colon")? }))
		}
	}

	parse_record_after_field : JsonFormat, JsonText -> Try([Continue(JsonText), Done(JsonText)], [InvalidJson(Str), ..])
	parse_record_after_field = |format, state| json_after(format, state, '}')

	skip_record_field : JsonFormat, JsonText -> Try(JsonText, [InvalidJson(Str), ..])
	skip_record_field = |format, state| json_skip_value(format, state)

	parse_dict_start : JsonFormat, JsonText -> Try([Counted({ len : U64, rest : JsonText }), Uncounted(JsonText)], [InvalidJson(Str), ..])
	parse_dict_start = |_format, state| Ok(Uncounted(json_sign(state, '{', "an object")?))

	parse_dict_next : JsonFormat, JsonText -> Try([Entry(JsonText), Done(JsonText)], [InvalidJson(Str), ..])
	parse_dict_next = |_format, state| {
		start = json_skip_space(state)
		if json_byte(start) == '}' {
			Ok(Done(json_skip(start, 1)))
		} else {
			Ok(Entry(start))
		}
	}

	parse_key_str : JsonFormat, JsonText -> Try({ value : Str, rest : JsonText }, [InvalidJson(Str), ..])
	parse_key_str = |_format, state| json_string(json_skip_space(state))

	parse_dict_after_key : JsonFormat, JsonText -> Try(JsonText, [InvalidJson(Str), ..])
	parse_dict_after_key = |_format, state| json_sign(state, ':', "a colon")

	parse_dict_after_entry : JsonFormat, JsonText -> Try([Continue(JsonText), Done(JsonText)], [InvalidJson(Str), ..])
	parse_dict_after_entry = |format, state| json_after(format, state, '}')

	parse_tag_union : JsonFormat, Encoding.ParseTagUnionSpec(value), JsonText -> Try({ value : value, rest : JsonText }, [InvalidJson(Str), ..])
	parse_tag_union = |format, spec, state| {
		start = json_skip_space(state)
		bare = json_byte(start) != '{'
		name = if bare { json_string(start)? } else { json_string(json_skip_space(json_skip(start, 1)))? }
		rest = if bare { name.rest } else { json_sign(name.rest, ':', "a colon")? }
		Encoding.ParseTagUnionSpec.parse(spec, {
			tag: name.value,
			encoding: format,
			state: rest,
			start_payloads: |at, count| if bare == (count == 0) {
				if count > 1 { json_sign(at, '[', "a list") } else { Ok(at) }
			} else {
				json_wrong(start, "a tag with as many payloads as its type has")
			},
			next_payload: |at, _index, _count| json_sign(at, ',', "a comma"),
			finish_payloads: |at, count| if bare {
				Ok(at)
			} else {
				inner = if count > 1 { json_sign(at, ']', "the end of a list")? } else { at }
				json_sign(inner, '}', "the end of an object")
			},
			missing: InvalidJson("at byte ${start.at.to_str()}: there is no tag ${Str.inspect(name.value)}"),
		})
	}
}

json_item : JsonItems, (Str -> Try(Str, err)) -> Try(JsonItems, err)
json_item = |{ text, first }, write| Ok({ text: write(if first { text } else { text.concat(",") })?, first: False })

json_camel : Str -> Str
json_camel = |name| {
	words = name.split_on("_")
	match words {
		[first, .. as rest] => rest.fold(first, |text, word| text.concat(Intrinsic.str_slice(word, 0, word.count_utf8_bytes().min(1)).with_ascii_uppercased()).concat(Intrinsic.str_slice(word, word.count_utf8_bytes().min(1), word.count_utf8_bytes().minus_saturated(1))))
		[] => name
	}
}

# Appends a text in quotes.
json_quoted : Str, Str -> Str
json_quoted = |out, text| {
	var $out = out.concat("\"")
	var $start = 0
	var $at = 0
	length = text.count_utf8_bytes()
	while $at < length {
		byte = Intrinsic.str_byte_unchecked(text, $at)
		if byte < 32 or byte == '"' or byte == '\\' {
			$out = $out.concat(Intrinsic.str_slice(text, $start, $at - $start)).concat(json_escape(byte))
			$start = $at + 1
		}
		$at = $at + 1
	}
	$out.concat(Intrinsic.str_slice(text, $start, length - $start)).concat("\"")
}

json_escape : U8 -> Str
json_escape = |byte| match byte {
	'"' => "\\\""
	'\\' => "\\\\"
	8 => "\\b"
	9 => "\\t"
	10 => "\\n"
	12 => "\\f"
	13 => "\\r"
	_ => "\\u00${if byte < 16 { "0" } else { "1" }}${json_hex_digit(byte % 16)}"
}

json_hex_digit : U8 -> Str
json_hex_digit = |digit| Intrinsic.str_slice("0123456789abcdef", digit.to_u64(), 1)

# The byte that comes next; 0 at the end.
json_byte : JsonText -> U8
json_byte = |{ text, at }| if at < text.count_utf8_bytes() { Intrinsic.str_byte_unchecked(text, at) } else { 0 }

json_skip : JsonText, U64 -> JsonText
json_skip = |{ text, at }, count| { text, at: at + count }

json_skip_space : JsonText -> JsonText
json_skip_space = |state| {
	var $state = state
	while True {
		match json_byte($state) {
			' ' | '\n' | '\r' | '\t' => {
				$state = json_skip($state, 1)
			}
			_ => break
		}
	}
	$state
}

json_says : JsonText, Str -> Bool
json_says = |state, word| {
	var $index = 0
	while $index < word.count_utf8_bytes() {
		if json_byte(json_skip(state, $index)) != Intrinsic.str_byte_unchecked(word, $index) {
			return False
		}
		$index = $index + 1
	}
	True
}

json_wrong : JsonText, Str -> Try(_value, [InvalidJson(Str), ..])
json_wrong = |{ at, .. }, wanted| Err(InvalidJson("at byte ${at.to_str()}: ${wanted} is missing"))

json_sign : JsonText, U8, Str -> Try(JsonText, [InvalidJson(Str), ..])
json_sign = |state, byte, wanted| {
	start = json_skip_space(state)
	if json_byte(start) == byte {
		Ok(json_skip(start, 1))
	} else {
		json_wrong(start, wanted)
	}
}

# What comes after an item of something that ends with a byte.
json_after : JsonFormat, JsonText, U8 -> Try([Continue(JsonText), Done(JsonText)], [InvalidJson(Str), ..])
json_after = |format, state, end| {
	start = json_skip_space(state)
	byte = json_byte(start)
	if byte == end {
		Ok(Done(json_skip(start, 1)))
	} else if byte == ',' {
		next = json_skip_space(json_skip(start, 1))
		if json_byte(next) != end {
			Ok(Continue(next))
		} else {
			match format {
				Trailing => Ok(Done(json_skip(next, 1)))
				_ => json_wrong(next, "an item behind the comma")
			}
		}
	} else {
		json_wrong(start, "a comma or the end")
	}
}

json_string : JsonText -> Try({ value : Str, rest : JsonText }, [InvalidJson(Str), ..])
json_string = |state| {
	text = state.text
	length = text.count_utf8_bytes()
	var $at = json_sign(state, '"', "a string")?.at
	var $start = $at
	var $value = ""
	while $at < length {
		byte = Intrinsic.str_byte_unchecked(text, $at)
		if byte == '"' {
			value = $value.concat(Intrinsic.str_slice(text, $start, $at - $start))
			return Ok({ value, rest: { text, at: $at + 1 } })
		}
		if byte == '\\' {
			before = $value.concat(Intrinsic.str_slice(text, $start, $at - $start))
			{ value, rest } = json_unescape({ text, at: $at + 1 })?
			$value = before.concat(value)
			$at = rest.at
			$start = $at
		} else if byte < 32 {
			return json_wrong({ text, at: $at }, "the end of a string")
		} else {
			$at = $at + 1
		}
	}
	json_wrong({ text, at: $at }, "the end of a string")
}

# What an escape behind its backslash stands for.
json_unescape : JsonText -> Try({ value : Str, rest : JsonText }, [InvalidJson(Str), ..])
json_unescape = |state| {
	rest = json_skip(state, 1)
	match json_byte(state) {
		'"' => Ok({ value: "\"", rest })
		'\\' => Ok({ value: "\\", rest })
		'/' => Ok({ value: "/", rest })
		'b' => Ok({ value: "\u(8)", rest })
		'f' => Ok({ value: "\u(c)", rest })
		'n' => Ok({ value: "\n", rest })
		'r' => Ok({ value: "\r", rest })
		't' => Ok({ value: "\t", rest })
		'u' => {
			high = json_hex(rest)?
			behind = json_skip(rest, 4)
			if high >= 0xd800 and high < 0xdc00 and json_says(behind, "\\u") {
				low = json_hex(json_skip(behind, 2))?
				if low >= 0xdc00 and low < 0xe000 {
					code = 0x10000 + (high - 0xd800) * 1024 + (low - 0xdc00)
					Ok({ value: json_code_point(code), rest: json_skip(behind, 6) })
				} else {
					json_wrong(behind, "the second half of a code point")
				}
			} else if high >= 0xd800 and high < 0xe000 {
				json_wrong(behind, "the second half of a code point")
			} else {
				Ok({ value: json_code_point(high), rest: behind })
			}
		}
		_ => json_wrong(state, "an escape")
	}
}

json_hex : JsonText -> Try(U32, [InvalidJson(Str), ..])
json_hex = |state| {
	var $code = 0
	var $index = 0
	while $index < 4 {
		byte = json_byte(json_skip(state, $index))
		digit = if byte >= '0' and byte <= '9' {
			byte - '0'
		} else if byte >= 'a' and byte <= 'f' {
			byte - 'a' + 10
		} else if byte >= 'A' and byte <= 'F' {
			byte - 'A' + 10
		} else {
			return json_wrong(state, "four digits")
		}
		$code = $code * 16 + digit.to_u32()
		$index = $index + 1
	}
	Ok($code)
}

json_code_point : U32 -> Str
json_code_point = |code| {
	last = |bits| code.shr_wrap(bits).bitwise_and(0x3f).bitwise_or(0x80).to_u8_wrap()
	Intrinsic.str_from_utf8_unchecked(
		if code < 0x80 {
			[code.to_u8_wrap()]
		} else if code < 0x800 {
			[code.shr_wrap(6).bitwise_or(0xc0).to_u8_wrap(), last(0)]
		} else if code < 0x10000 {
			[code.shr_wrap(12).bitwise_or(0xe0).to_u8_wrap(), last(6), last(0)]
		} else {
			[code.shr_wrap(18).bitwise_or(0xf0).to_u8_wrap(), last(12), last(6), last(0)]
		},
	)
}

# Behind the digits at this place.
json_digits : JsonText -> JsonText
json_digits = |state| {
	var $state = state
	while json_byte($state) >= '0' and json_byte($state) <= '9' {
		$state = json_skip($state, 1)
	}
	$state
}

# Behind the number at this place.
json_number_end : JsonText -> Try(JsonText, [InvalidJson(Str), ..])
json_number_end = |state| {
	whole = if json_byte(state) == '-' { json_skip(state, 1) } else { state }
	after_whole = json_digits(whole)
	if after_whole.at == whole.at or (json_byte(whole) == '0' and after_whole.at > whole.at + 1) {
		return json_wrong(state, "a number")
	}
	after_fraction = if json_byte(after_whole) == '.' {
		fraction = json_digits(json_skip(after_whole, 1))
		if fraction.at == after_whole.at + 1 {
			return json_wrong(fraction, "a digit")
		}
		fraction
	} else {
		after_whole
	}
	match json_byte(after_fraction) {
		'e' | 'E' => {
			sign = json_skip(after_fraction, 1)
			digits = match json_byte(sign) {
				'+' | '-' => json_skip(sign, 1)
				_ => sign
			}
			end = json_digits(digits)
			if end.at == digits.at {
				json_wrong(end, "a digit")
			} else {
				Ok(end)
			}
		}
		_ => Ok(after_fraction)
	}
}

json_number : JsonText, (Str -> Try(number, [BadNumStr])) -> Try({ value : number, rest : JsonText }, [InvalidJson(Str), ..])
json_number = |state, from_str| {
	start = json_skip_space(state)
	end = json_number_end(start)?
	match from_str(Intrinsic.str_slice(start.text, start.at, end.at - start.at)) {
		Ok(value) => Ok({ value, rest: end })
		Err(BadNumStr) => json_wrong(start, "a number of the wanted type")
	}
}

# Behind the value at this place, whatever it is.
json_skip_value : JsonFormat, JsonText -> Try(JsonText, [InvalidJson(Str), ..])
json_skip_value = |format, state| {
	start = json_skip_space(state)
	match json_byte(start) {
		'"' => Ok(json_string(start)?.rest)
		'[' => {
			var $state = json_skip_space(json_skip(start, 1))
			if json_byte($state) == ']' {
				return Ok(json_skip($state, 1))
			}
			while True {
				match json_after(format, json_skip_value(format, $state)?, ']')? {
					Continue(rest) => {
						$state = rest
					}
					Done(rest) => return Ok(rest)
				}
			}
			Ok($state)
		}
		'{' => {
			var $state = json_skip_space(json_skip(start, 1))
			if json_byte($state) == '}' {
				return Ok(json_skip($state, 1))
			}
			while True {
				value = json_sign(json_string($state)?.rest, ':', "a colon")?
				match json_after(format, json_skip_value(format, value)?, '}')? {
					Continue(rest) => {
						$state = rest
					}
					Done(rest) => return Ok(rest)
				}
			}
			Ok($state)
		}
		_ => if json_says(start, "true") or json_says(start, "null") {
			Ok(json_skip(start, 4))
		} else if json_says(start, "false") {
			Ok(json_skip(start, 5))
		} else {
			json_number_end(start)
		}
	}
}

## Lines of HTTP headers as records.
HttpHeader :: [].{
	## The record that lines such as `Content-Length: 5` say; names of fields have `_` for `-`, in any case.
	parse : Str -> Try(output, [BadHeader, ..errs]) where [output.parser_for : HeaderFormat -> (Str -> Try({ value : output, rest : Str }, [BadHeader, ..errs]))]
	parse = |text| {
		Output : output
		{ value, .. } = (Output.parser_for(HeaderFormat.Lines))(text)?
		Ok(value)
	}
}

HeaderFormat := [Lines].{
	rename_field : HeaderFormat, Str -> Str
	rename_field = |_format, name| name.replace_each("_", "-")

	parse_record_start : HeaderFormat, Str -> Try([Counted({ len : U64, rest : Str }), Uncounted(Str)], [BadHeader, ..])
	parse_record_start = |_format, text| Ok(Uncounted(text))

	parse_record_field : HeaderFormat, Encoding.FieldName.FieldNames(shape), Str -> Try([Field({ field : Encoding.FieldName(shape), rest : Str }), TryField({ name : Str, rest : Str }), TryFieldCaseless({ name : Str, rest : Str }), Continue(Str), Done(Str)], [BadHeader, ..])
	parse_record_field = |_format, _names, text| {
		{ value, rest } = header_line(text)
		if value.is_empty() {
			Ok(Done(rest))
		} else {
			match text.split_first(":") {
				Ok({ before, after }) => if before.count_utf8_bytes() < value.count_utf8_bytes() {
					Ok(TryFieldCaseless({ name: before.trim(), rest: after }))
				} else {
					Err(BadHeader)
				}
				Err(_) => Err(BadHeader)
			}
		}
	}

	parse_record_after_field : HeaderFormat, Str -> Try([Continue(Str), Done(Str)], [BadHeader, ..])
	parse_record_after_field = |_format, text| Ok(Continue(text))

	skip_record_field : HeaderFormat, Str -> Try(Str, [BadHeader, ..])
	skip_record_field = |_format, text| Ok(header_line(text).rest)

	parse_str : HeaderFormat, Str -> Try({ value : Str, rest : Str }, [BadHeader, ..])
	parse_str = |_format, text| {
		{ value, rest } = header_line(text)
		Ok({ value: value.trim(), rest })
	}

	parse_u64 : HeaderFormat, Str -> Try({ value : U64, rest : Str }, [BadHeader, ..])
	parse_u64 = |_format, text| {
		{ value, rest } = header_line(text)
		match U64.from_str(value.trim()) {
			Ok(number) => Ok({ value: number, rest })
			Err(_) => Err(BadHeader)
		}
	}
}

# The first line, and what comes behind it.
header_line : Str -> { value : Str, rest : Str }
header_line = |text| match text.split_first("\r\n") {
	Ok({ before, after }) => { value: before, rest: after }
	Err(_) => { value: text, rest: "" }
}


## Hashes that nobody can find two inputs for.
Crypto :: [].{
	## SHA-256 of FIPS 180-4.
	SHA256 :: [].{
		## The 32 bytes of a hash.
		Digest :: { bytes : List(U8) }.{
			is_eq : _

			to_hash : Crypto.SHA256.Digest, DictHasher -> DictHasher
			to_hash = |digest, hasher| hasher.write_bytes(digest.bytes)

			to_inspect : Crypto.SHA256.Digest -> Str
			to_inspect = |digest| "SHA256.Digest(\"${hex_of_bytes(digest.bytes)}\")"

			## The bytes.
			to_bytes : Crypto.SHA256.Digest -> List(U8)
			to_bytes = |digest| digest.bytes

			## Two digits for each byte, with a-f.
			to_hex : Crypto.SHA256.Digest -> Str
			to_hex = |digest| hex_of_bytes(digest.bytes)

			## The digest with these 32 bytes.
			from_bytes : List(U8) -> Try(Crypto.SHA256.Digest, [WrongLength, ..])
			from_bytes = |bytes| if bytes.len() == 32 {
				Ok({ bytes: bytes })
			} else {
				Err(WrongLength)
			}

			## The digest with these 64 digits.
			from_hex : Str -> Try(Crypto.SHA256.Digest, [WrongLength, BadHex, ..])
			from_hex = |text| if text.count_utf8_bytes() == 64 {
				Ok({ bytes: bytes_of_hex(text)? })
			} else {
				Err(WrongLength)
			}
		}

		## A hash of bytes that come one after the other.
		Hasher :: { words : List(U32), pending : List(U8), length : U64 }.{
			## Of no bytes yet.
			empty : () -> Crypto.SHA256.Hasher
			empty = || { words: hash_start, pending: [], length: 0 }

			## With more bytes.
			write : Crypto.SHA256.Hasher, List(U8) -> Crypto.SHA256.Hasher
			write = |{ words, pending, length }, bytes| {
				all = pending.concat(bytes)
				var $words = words
				var $at = 0
				while all.len() - $at >= 64 {
					$words = sha256_block($words, all, $at)
					$at = $at + 64
				}
				{ words: $words, pending: all.drop_first($at), length: length + bytes.len() }
			}

			## The hash.
			finish : Crypto.SHA256.Hasher -> Crypto.SHA256.Digest
			finish = |{ words, pending, length }| {
				zeros = (119 - pending.len()) % 64
				var $end = pending.append(128).concat(List.repeat(0, zeros))
				bits = length.times_wrap(8)
				for shift in [56, 48, 40, 32, 24, 16, 8, 0] {
					$end = $end.append(bits.shr_wrap(shift).to_u8_wrap())
				}
				var $words = words
				var $at = 0
				while $at < $end.len() {
					$words = sha256_block($words, $end, $at)
					$at = $at + 64
				}
				{ bytes: $words.join_map(|word| [word.shr_wrap(24).to_u8_wrap(), word.shr_wrap(16).to_u8_wrap(), word.shr_wrap(8).to_u8_wrap(), word.to_u8_wrap()]) }
			}
		}

		## The hash of bytes.
		hash : List(U8) -> Crypto.SHA256.Digest
		hash = |bytes| Crypto.SHA256.Hasher.empty().write(bytes).finish()

		## The hash of all bytes that the iterator gives.
		hash_chunks : Iter(List(U8)) -> Crypto.SHA256.Digest
		hash_chunks = |chunks| chunks.fold(Crypto.SHA256.Hasher.empty(), |hasher, bytes| hasher.write(bytes)).finish()
	}

	## BLAKE3, without key.
	BLAKE3 :: [].{
		## The 32 bytes of a hash.
		Digest :: { bytes : List(U8) }.{
			is_eq : _

			to_hash : Crypto.BLAKE3.Digest, DictHasher -> DictHasher
			to_hash = |digest, hasher| hasher.write_bytes(digest.bytes)

			to_inspect : Crypto.BLAKE3.Digest -> Str
			to_inspect = |digest| "BLAKE3.Digest(\"${hex_of_bytes(digest.bytes)}\")"

			## The bytes.
			to_bytes : Crypto.BLAKE3.Digest -> List(U8)
			to_bytes = |digest| digest.bytes

			## Two digits for each byte, with a-f.
			to_hex : Crypto.BLAKE3.Digest -> Str
			to_hex = |digest| hex_of_bytes(digest.bytes)

			## The digest with these 32 bytes.
			from_bytes : List(U8) -> Try(Crypto.BLAKE3.Digest, [WrongLength, ..])
			from_bytes = |bytes| if bytes.len() == 32 {
				Ok({ bytes: bytes })
			} else {
				Err(WrongLength)
			}

			## The digest with these 64 digits.
			from_hex : Str -> Try(Crypto.BLAKE3.Digest, [WrongLength, BadHex, ..])
			from_hex = |text| if text.count_utf8_bytes() == 64 {
				Ok({ bytes: bytes_of_hex(text)? })
			} else {
				Err(WrongLength)
			}
		}

		## A hash of bytes that come one after the other.
		Hasher :: { pending : List(U8), chunks : U64, stack : List(List(U32)) }.{
			## Of no bytes yet.
			empty : () -> Crypto.BLAKE3.Hasher
			empty = || { pending: [], chunks: 0, stack: [] }

			## With more bytes.
			write : Crypto.BLAKE3.Hasher, List(U8) -> Crypto.BLAKE3.Hasher
			write = |{ pending, chunks, stack }, bytes| {
				all = pending.concat(bytes)
				var $chunks = chunks
				var $stack = stack
				var $at = 0
				# The last chunk stays: how it is hashed depends on whether it is the only one.
				while all.len() - $at > 1024 {
					$stack = blake3_push($stack, blake3_chunk(all.sublist({ start: $at, len: 1024 }), $chunks, 0), $chunks + 1)
					$chunks = $chunks + 1
					$at = $at + 1024
				}
				{ pending: all.drop_first($at), chunks: $chunks, stack: $stack }
			}

			## The hash.
			finish : Crypto.BLAKE3.Hasher -> Crypto.BLAKE3.Digest
			finish = |{ pending, chunks, stack }| {
				var $words = blake3_chunk(pending, chunks, if stack.is_empty() { blake3_root } else { 0 })
				var $left = stack.len()
				while $left > 0 {
					$left = $left - 1
					above = Intrinsic.list_get_unchecked(stack, $left)
					$words = blake3_parent(above, $words, if $left == 0 { blake3_root } else { 0 })
				}
				{ bytes: $words.join_map(|word| [word.to_u8_wrap(), word.shr_wrap(8).to_u8_wrap(), word.shr_wrap(16).to_u8_wrap(), word.shr_wrap(24).to_u8_wrap()]) }
			}
		}

		## The hash of bytes.
		hash : List(U8) -> Crypto.BLAKE3.Digest
		hash = |bytes| Crypto.BLAKE3.Hasher.empty().write(bytes).finish()

		## The hash of all bytes that the iterator gives.
		hash_chunks : Iter(List(U8)) -> Crypto.BLAKE3.Digest
		hash_chunks = |chunks| chunks.fold(Crypto.BLAKE3.Hasher.empty(), |hasher, bytes| hasher.write(bytes)).finish()
	}
}

# `Hasher` means another type inside of the types above.
DictHasher : Hasher

hex_of_bytes : List(U8) -> Str
hex_of_bytes = |bytes| bytes.fold("", |text, byte| text.concat(json_hex_digit(byte // 16)).concat(json_hex_digit(byte % 16)))

bytes_of_hex : Str -> Try(List(U8), [BadHex, ..])
bytes_of_hex = |text| {
	var $bytes = []
	for pair in text.to_utf8().chunks_of(2) {
		var $byte = 0.U8
		for digit in pair {
			value = if digit >= '0' and digit <= '9' {
				digit - '0'
			} else if digit >= 'a' and digit <= 'f' {
				digit - 'a' + 10
			} else if digit >= 'A' and digit <= 'F' {
				digit - 'A' + 10
			} else {
				return Err(BadHex)
			}
			$byte = $byte.shl_wrap(4).bitwise_or(value)
		}
		$bytes = $bytes.append($byte)
	}
	Ok($bytes)
}

rotated : U32, U8 -> U32
rotated = |word, count| word.shr_wrap(count).bitwise_or(word.shl_wrap(32 - count))

hash_start : List(U32)
hash_start = [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19]

sha256_constants : List(U32)
sha256_constants = [
	0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
	0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
	0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
	0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
	0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
	0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
	0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
	0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
]

# The state after the 64 bytes from `start` on.
sha256_block : List(U32), List(U8), U64 -> List(U32)
sha256_block = |words, bytes, start| {
	byte = |index| Intrinsic.list_get_unchecked(bytes, start + index).to_u32()
	var $schedule = List.with_capacity(64)
	var $at = 0
	while $at < 16 {
		$schedule = $schedule.append(byte($at * 4).shl_wrap(24).bitwise_or(byte($at * 4 + 1).shl_wrap(16)).bitwise_or(byte($at * 4 + 2).shl_wrap(8)).bitwise_or(byte($at * 4 + 3)))
		$at = $at + 1
	}
	while $at < 64 {
		x = Intrinsic.list_get_unchecked($schedule, $at - 15)
		y = Intrinsic.list_get_unchecked($schedule, $at - 2)
		s0 = rotated(x, 7).bitwise_xor(rotated(x, 18)).bitwise_xor(x.shr_wrap(3))
		s1 = rotated(y, 17).bitwise_xor(rotated(y, 19)).bitwise_xor(y.shr_wrap(10))
		$schedule = $schedule.append(Intrinsic.list_get_unchecked($schedule, $at - 16).plus_wrap(s0).plus_wrap(Intrinsic.list_get_unchecked($schedule, $at - 7)).plus_wrap(s1))
		$at = $at + 1
	}
	word = |index| Intrinsic.list_get_unchecked(words, index)
	var $a = word(0)
	var $b = word(1)
	var $c = word(2)
	var $d = word(3)
	var $e = word(4)
	var $f = word(5)
	var $g = word(6)
	var $h = word(7)
	$at = 0
	while $at < 64 {
		s1 = rotated($e, 6).bitwise_xor(rotated($e, 11)).bitwise_xor(rotated($e, 25))
		choice = $e.bitwise_and($f).bitwise_xor($e.bitwise_not().bitwise_and($g))
		first = $h.plus_wrap(s1).plus_wrap(choice).plus_wrap(Intrinsic.list_get_unchecked(sha256_constants, $at)).plus_wrap(Intrinsic.list_get_unchecked($schedule, $at))
		s0 = rotated($a, 2).bitwise_xor(rotated($a, 13)).bitwise_xor(rotated($a, 22))
		majority = $a.bitwise_and($b).bitwise_xor($a.bitwise_and($c)).bitwise_xor($b.bitwise_and($c))
		$h = $g
		$g = $f
		$f = $e
		$e = $d.plus_wrap(first)
		$d = $c
		$c = $b
		$b = $a
		$a = first.plus_wrap(s0.plus_wrap(majority))
		$at = $at + 1
	}
	List.map2(words, [$a, $b, $c, $d, $e, $f, $g, $h], |old, new| old.plus_wrap(new))
}

blake3_root : U32
blake3_root = 8

blake3_order : List(U64)
blake3_order = [2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8]

# The eight ways in which each round mixes four words.
blake3_mixes : List((U64, U64, U64, U64))
blake3_mixes = [(0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15), (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)]

# The first half of what a block of 16 words makes of 8 words.
blake3_compress : List(U32), List(U32), U64, U32, U32 -> List(U32)
blake3_compress = |words, block, counter, length, flags| {
	var $state = words.concat(hash_start.take_first(4)).concat([counter.to_u32_wrap(), counter.shr_wrap(32).to_u32_wrap(), length, flags])
	var $block = block
	var $round = 0
	while $round < 7 {
		var $mix = 0
		for (a, b, c, d) in blake3_mixes {
			$state = blake3_mix($state, a, b, c, d, Intrinsic.list_get_unchecked($block, $mix * 2), Intrinsic.list_get_unchecked($block, $mix * 2 + 1))
			$mix = $mix + 1
		}
		now = $block
		$block = blake3_order.map(|index| Intrinsic.list_get_unchecked(now, index))
		$round = $round + 1
	}
	List.map2($state.take_first(8), $state.drop_first(8), |low, high| low.bitwise_xor(high))
}

blake3_mix : List(U32), U64, U64, U64, U64, U32, U32 -> List(U32)
blake3_mix = |state, a, b, c, d, x, y| {
	a1 = Intrinsic.list_get_unchecked(state, a).plus_wrap(Intrinsic.list_get_unchecked(state, b)).plus_wrap(x)
	d1 = rotated(Intrinsic.list_get_unchecked(state, d).bitwise_xor(a1), 16)
	c1 = Intrinsic.list_get_unchecked(state, c).plus_wrap(d1)
	b1 = rotated(Intrinsic.list_get_unchecked(state, b).bitwise_xor(c1), 12)
	a2 = a1.plus_wrap(b1).plus_wrap(y)
	d2 = rotated(d1.bitwise_xor(a2), 8)
	c2 = c1.plus_wrap(d2)
	b2 = rotated(b1.bitwise_xor(c2), 7)
	set = |list, index, word| Intrinsic.list_set_unchecked(list, index, word)
	set(set(set(set(state, a, a2), b, b2), c, c2), d, d2)
}

# What up to 1024 bytes make; the flags are for their last block.
blake3_chunk : List(U8), U64, U32 -> List(U32)
blake3_chunk = |bytes, index, last_flags| {
	length = bytes.len()
	var $words = hash_start
	var $at = 0
	while $at == 0 or $at < length {
		count = (length - $at).min(64)
		start = if $at == 0 { 1 } else { 0 }
		end = if $at + count == length { last_flags.bitwise_or(2) } else { 0 }
		at = $at
		byte = |place| match bytes.get(at + place) {
			Ok(value) => value.to_u32()
			Err(_) => 0
		}
		block = [0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60].map(|place| byte(place).bitwise_or(byte(place + 1).shl_wrap(8)).bitwise_or(byte(place + 2).shl_wrap(16)).bitwise_or(byte(place + 3).shl_wrap(24)))
		$words = blake3_compress($words, block, index, count.to_u32_wrap(), start.bitwise_or(end))
		$at = $at + 64
	}
	$words
}

blake3_parent : List(U32), List(U32), U32 -> List(U32)
blake3_parent = |left, right, flags| blake3_compress(hash_start, left.concat(right), 0, 64, flags.bitwise_or(4))

# The stack with another chunk, the so-manyth: subtrees of equal size become one.
blake3_push : List(List(U32)), List(U32), U64 -> List(List(U32))
blake3_push = |stack, words, chunks| {
	var $stack = stack
	var $words = words
	var $chunks = chunks
	while $chunks.is_even() {
		top = $stack.len() - 1
		$words = blake3_parent(Intrinsic.list_get_unchecked($stack, top), $words, 0)
		$stack = $stack.take_first(top)
		$chunks = $chunks // 2
	}
	$stack.append($words)
}


Intrinsic :: [].{
	# Indices are inside the string and on boundaries of code points; `str_find_…` give `U64.highest` for nothing.
	str_find_first : Str, Str -> U64

	str_find_last : Str, Str -> U64

	str_slice : Str, U64, U64 -> Str

	str_is_boundary : Str, U64 -> Bool

	str_byte_unchecked : Str, U64 -> U8

	# The text of a string inside an inspected value.
	str_quote : Str -> Str

	# `U64.highest` for valid UTF-8, else eight times the index of the problem plus its kind.
	utf8_problem : List(U8) -> U64

	str_from_utf8_unchecked : List(U8) -> Str

	debug : Str -> {}

	expect_failed : Str -> {}

	# Indices and ranges are inside the list, except for those of `list_sublist` (start, count), which are clamped.
	list_get_unchecked : List(item), U64 -> item

	list_set_unchecked : List(item), U64, item -> List(item)

	# Moves an item out and leaves a hole, which the next operation on the list must fill (`list_put_unchecked`) or
	# close with the last item (`list_close_unchecked`).
	list_take_unchecked : List(item), U64 -> (List(item), item)

	list_put_unchecked : List(item), U64, item -> List(item)

	list_close_unchecked : List(item), U64 -> List(item)

	list_swap_unchecked : List(item), U64, U64 -> List(item)

	list_insert_unchecked : List(item), U64, item -> List(item)

	list_drop_at_unchecked : List(item), U64 -> List(item)

	list_sublist : List(item), U64, U64 -> List(item)

	# Target, source, count.
	list_copy_within : List(item), U64, U64, U64 -> List(item)

	# Start and count; the copy may run into what it appends.
	list_append_within : List(item), U64, U64 -> List(item)

	hash_word : U64, U64 -> U64

	hash_bytes : U64, List(U8) -> U64

	hash_str : U64, Str -> U64

	dict_first : List(U64), U64 -> U64

	dict_find : List(U64), U64, U64 -> U64

	dict_add : List(U64), U64, U64 -> List(U64)

	dict_move : List(U64), U64, U64, U64 -> List(U64)

	dict_remove : List(U64), U64 -> List(U64)

	dict_reserve : List(U64), U64 -> List(U64)

	u8_plus_checked : U8, U8 -> (U8, Bool)

	i8_plus_checked : I8, I8 -> (I8, Bool)

	u16_plus_checked : U16, U16 -> (U16, Bool)

	i16_plus_checked : I16, I16 -> (I16, Bool)

	u32_plus_checked : U32, U32 -> (U32, Bool)

	i32_plus_checked : I32, I32 -> (I32, Bool)

	u64_plus_checked : U64, U64 -> (U64, Bool)

	i64_plus_checked : I64, I64 -> (I64, Bool)

	u128_plus_checked : U128, U128 -> (U128, Bool)

	i128_plus_checked : I128, I128 -> (I128, Bool)

	dec_plus_checked : Dec, Dec -> (Dec, Bool)

	u8_minus_checked : U8, U8 -> (U8, Bool)

	i8_minus_checked : I8, I8 -> (I8, Bool)

	u16_minus_checked : U16, U16 -> (U16, Bool)

	i16_minus_checked : I16, I16 -> (I16, Bool)

	u32_minus_checked : U32, U32 -> (U32, Bool)

	i32_minus_checked : I32, I32 -> (I32, Bool)

	u64_minus_checked : U64, U64 -> (U64, Bool)

	i64_minus_checked : I64, I64 -> (I64, Bool)

	u128_minus_checked : U128, U128 -> (U128, Bool)

	i128_minus_checked : I128, I128 -> (I128, Bool)

	dec_minus_checked : Dec, Dec -> (Dec, Bool)

	u8_times_checked : U8, U8 -> (U8, Bool)

	i8_times_checked : I8, I8 -> (I8, Bool)

	u16_times_checked : U16, U16 -> (U16, Bool)

	i16_times_checked : I16, I16 -> (I16, Bool)

	u32_times_checked : U32, U32 -> (U32, Bool)

	i32_times_checked : I32, I32 -> (I32, Bool)

	u64_times_checked : U64, U64 -> (U64, Bool)

	i64_times_checked : I64, I64 -> (I64, Bool)

	u128_times_checked : U128, U128 -> (U128, Bool)

	i128_times_checked : I128, I128 -> (I128, Bool)

	dec_times_checked : Dec, Dec -> (Dec, Bool)

	u8_pow_checked : U8, U8 -> (U8, U8)

	i8_pow_checked : I8, I8 -> (I8, U8)

	u16_pow_checked : U16, U16 -> (U16, U8)

	i16_pow_checked : I16, I16 -> (I16, U8)

	u32_pow_checked : U32, U32 -> (U32, U8)

	i32_pow_checked : I32, I32 -> (I32, U8)

	u64_pow_checked : U64, U64 -> (U64, U8)

	i64_pow_checked : I64, I64 -> (I64, U8)

	u128_pow_checked : U128, U128 -> (U128, U8)

	i128_pow_checked : I128, I128 -> (I128, U8)

	u8_parse : Str -> (U8, Bool)

	i8_parse : Str -> (I8, Bool)

	u16_parse : Str -> (U16, Bool)

	i16_parse : Str -> (I16, Bool)

	u32_parse : Str -> (U32, Bool)

	i32_parse : Str -> (I32, Bool)

	u64_parse : Str -> (U64, Bool)

	i64_parse : Str -> (I64, Bool)

	u128_parse : Str -> (U128, Bool)

	i128_parse : Str -> (I128, Bool)

	f32_parse : Str -> (F32, Bool)

	f64_parse : Str -> (F64, Bool)

	dec_parse : Str -> (Dec, Bool)

	f32_round : F32 -> F32

	f64_round : F64 -> F64

	f32_floor : F32 -> F32

	f64_floor : F64 -> F64

	f32_ceiling : F32 -> F32

	f64_ceiling : F64 -> F64

	f32_truncate : F32 -> F32

	f64_truncate : F64 -> F64
}
