## UTF-8 text. Lengths and indices are in bytes.
Str :: [ProvidedByCompiler].{
	Utf8Problem := [InvalidStartByte, UnexpectedEndOfSequence, ExpectedContinuation, OverlongEncoding, CodepointTooLarge, EncodesSurrogateHalf].{
		is_eq : _
		to_hash : _
	}

	is_empty : Str -> Bool

	concat : Str, Str -> Str

	contains : Str, Str -> Bool

	trim : Str -> Str

	trim_start : Str -> Str

	trim_end : Str -> Str

	caseless_ascii_equals : Str, Str -> Bool

	with_ascii_lowercased : Str -> Str

	with_ascii_uppercased : Str -> Str

	starts_with : Str, Str -> Bool

	ends_with : Str, Str -> Bool

	repeat : Str, U64 -> Str

	with_prefix : Str, Str -> Str
	with_prefix = |text, prefix| prefix.concat(text)

	drop_prefix : Str, Str -> Str

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

	drop_suffix : Str, Str -> Str

	split_first : Str, Str -> Try({ before : Str, after : Str }, [NotFound, ..])
	split_first = |text, separator| str_around(text, separator, Intrinsic.str_find_first(text, separator))

	split_last : Str, Str -> Try({ before : Str, after : Str }, [NotFound, ..])
	split_last = |text, separator| str_around(text, separator, Intrinsic.str_find_last(text, separator))

	replace_each : Str, Str, Str -> Str

	replace_first : Str, Str, Str -> Str

	replace_last : Str, Str, Str -> Str

	count_utf8_bytes : Str -> U64

	iter_utf8 : Str -> Iter(U8)
	iter_utf8 = |text| text.to_utf8().iter()

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

	with_capacity : U64 -> Str

	reserve : Str, U64 -> Str

	release_excess_capacity : Str -> Str

	to_utf8 : Str -> List(U8)

	to_str : Str -> Str
	to_str = |text| text

	from_utf8_lossy : List(U8) -> Str

	from_utf8 : List(U8) -> Try(Str, [BadUtf8({ problem : Str.Utf8Problem, index : U64 }), ..])
	from_utf8 = |bytes| {
		problem = Intrinsic.utf8_problem(bytes)
		if problem == U64.highest {
			Ok(Intrinsic.str_from_utf8_unchecked(bytes))
		} else {
			Err(BadUtf8({ problem: utf8_problem_kind(problem % 8), index: problem // 8 }))
		}
	}

	from_quote : Str -> Try(Str, [BadQuotedBytes(Str), ..])
	from_quote = |text| Ok(text)

	from_interpolation : Str, Iter((Str, Str)) -> Str
	from_interpolation = |start, parts| parts.fold(start, |text, (part, after)| text.concat(part).concat(after))

	split_on : Str, Str -> List(Str)

	join_with : List(Str), Str -> Str

	is_eq : Str, Str -> Bool

	to_hash : Str, Hasher -> Hasher
	to_hash = |text, hasher| hasher.write_str(text)

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
