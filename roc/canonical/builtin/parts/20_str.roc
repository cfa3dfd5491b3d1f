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
