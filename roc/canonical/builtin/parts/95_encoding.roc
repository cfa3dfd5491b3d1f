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

