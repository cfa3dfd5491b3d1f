	parser_for : encoding -> (state -> Try({ value : @T@, rest : state }, err)) where [encoding.parse_@t@ : encoding, state -> Try({ value : @T@, rest : state }, err)]
	parser_for = |encoding| |state| encoding.parse_@t@(state)

	encoder_for : encoding -> (@T@, state -> Try(state, err)) where [encoding.encode_@t@ : @T@, state -> Try(state, err)]
	encoder_for = |_encoding| {
		Format : encoding
		|number, state| Format.encode_@t@(number, state)
	}

	# As keys of dicts.
	key_text : @T@ -> Str
	key_text = |number| number.to_str()

	key_from_text : Str -> Try(@T@, [NoKey])
	key_from_text = |text| @T@.from_str(text).map_err(|_| NoKey)

	## Encodes it in a format that has `encode_@t@`.
	encode : @T@, fmt -> Try(encoded, err) where [fmt.encode_@t@ : fmt, @T@ -> Try(encoded, err)]
	encode = |number, format| format.encode_@t@(number)

	## Decodes one in a format that has `decode_@t@`.
	decode : src, fmt -> (Try(@T@, err), src) where [fmt.decode_@t@ : fmt, src -> (Try(@T@, err), src)]
	decode = |source, format| format.decode_@t@(source)
