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
