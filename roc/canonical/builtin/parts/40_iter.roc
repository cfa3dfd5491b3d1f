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
