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
@REST@}
