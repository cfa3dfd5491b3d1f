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
