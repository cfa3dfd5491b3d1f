@T@ :: [ProvidedByCompiler].{
	default : () -> @T@
	default = || 0

	highest : @T@
	highest = @HIGHEST@

	lowest : @T@
	lowest = @LOWEST@

	to_str : @T@ -> Str

	from_str : Str -> Try(@T@, [BadNumStr, ..])
	from_str = |text| match Intrinsic.@t@_parse(text) {
		(number, True) => Ok(number)
		_ => Err(BadNumStr)
	}

	from_numeral : Numeral -> Try(@T@, [InvalidNumeral(Str), ..])
	from_numeral = |numeral| match Intrinsic.@t@_parse(numeral_whole_text(numeral)) {
		(number, True) => Ok(number)
		_ => Err(InvalidNumeral("${numeral_text(numeral)} is not a @T@"))
	}

	from_int_digits : List(U8) -> Try(@T@, [OutOfRange, ..])
	from_int_digits = |digits| match Intrinsic.@t@_parse(digits_text(digits)) {
		(number, True) => Ok(number)
		_ => Err(OutOfRange)
	}

	is_zero : @T@ -> Bool
	is_zero = |number| number == 0

	is_eq : @T@, @T@ -> Bool

	is_lt : @T@, @T@ -> Bool

	is_lte : @T@, @T@ -> Bool

	is_gt : @T@, @T@ -> Bool

	is_gte : @T@, @T@ -> Bool

	compare : @T@, @T@ -> [LT, EQ, GT]
	compare = |a, b| if a < b {
		LT
	} else if a == b {
		EQ
	} else {
		GT
	}

	min : @T@, @T@ -> @T@
	min = |a, b| if b < a {
		b
	} else {
		a
	}

	max : @T@, @T@ -> @T@
	max = |a, b| if b > a {
		b
	} else {
		a
	}

	plus : @T@, @T@ -> @T@

	minus : @T@, @T@ -> @T@

	times : @T@, @T@ -> @T@

	div_by : @T@, @T@ -> @T@

	div_trunc_by : @T@, @T@ -> @T@

	rem_by : @T@, @T@ -> @T@

	pow : @T@, @T@ -> @T@
	pow = |base, exponent| match Intrinsic.@t@_pow_checked(base, exponent) {
		(power, 0) => power
		_ => crash "Integer exponentiation overflowed"
	}

	abs_diff : @T@, @T@ -> @U@
	abs_diff = |a, b| if a > b {
		a.minus_wrap(b).to_@u@_wrap()
	} else {
		b.minus_wrap(a).to_@u@_wrap()
	}

	is_even : @T@ -> Bool
	is_even = |number| number.bitwise_and(1) == 0

	is_odd : @T@ -> Bool
	is_odd = |number| number.bitwise_and(1) == 1

	is_multiple_of : @T@, @T@ -> Bool
	is_multiple_of = |number, divisor| if divisor == 0 {
		number == 0
	} else {
		number % divisor == 0
	}

	plus_wrap : @T@, @T@ -> @T@

	minus_wrap : @T@, @T@ -> @T@

	times_wrap : @T@, @T@ -> @T@

	plus_saturated : @T@, @T@ -> @T@

	minus_saturated : @T@, @T@ -> @T@

	times_saturated : @T@, @T@ -> @T@

	plus_try : @T@, @T@ -> Try(@T@, [Overflow, ..])
	plus_try = |a, b| match Intrinsic.@t@_plus_checked(a, b) {
		(total, True) => Ok(total)
		_ => Err(Overflow)
	}

	minus_try : @T@, @T@ -> Try(@T@, [Overflow, ..])
	minus_try = |a, b| match Intrinsic.@t@_minus_checked(a, b) {
		(difference, True) => Ok(difference)
		_ => Err(Overflow)
	}

	times_try : @T@, @T@ -> Try(@T@, [Overflow, ..])
	times_try = |a, b| match Intrinsic.@t@_times_checked(a, b) {
		(product, True) => Ok(product)
		_ => Err(Overflow)
	}

	shl_wrap : @T@, U8 -> @T@

	shr_wrap : @T@, U8 -> @T@

	shr_zf_wrap : @T@, U8 -> @T@

	bitwise_and : @T@, @T@ -> @T@

	bitwise_or : @T@, @T@ -> @T@

	bitwise_xor : @T@, @T@ -> @T@

	bitwise_not : @T@ -> @T@

	count_leading_zero_bits : @T@ -> U8

	count_trailing_zero_bits : @T@ -> U8

	count_one_bits : @T@ -> U8

	to : @T@, @T@ -> Iter(@T@)
	to = |low, high| @T@.range_iter(low, high, 1, Inclusive, To, @T@.range_len_if_known(low, high, 1, Inclusive))

	until : @T@, @T@ -> Iter(@T@)
	until = |low, high| @T@.range_iter(low, high, 1, Exclusive, To, @T@.range_len_if_known(low, high, 1, Exclusive))

	range_exclusive_to : @T@, @T@ -> Range(@T@)
	range_exclusive_to = |low, high| @t@_range(low, high, Exclusive, To)

	range_inclusive_to : @T@, @T@ -> Range(@T@)
	range_inclusive_to = |low, high| @t@_range(low, high, Inclusive, To)

	range_exclusive_from : @T@, @T@ -> Range(@T@)
	range_exclusive_from = |low, high| @t@_range(low, high, Exclusive, From)

	range_inclusive_from : @T@, @T@ -> Range(@T@)
	range_inclusive_from = |low, high| @t@_range(low, high, Inclusive, From)

	range_len_if_known : @T@, @T@, @T@, [Exclusive, Inclusive] -> [Known(U64), Unknown]
	range_len_if_known = |low, high, step, bound| match @t@_range_steps(low, high, step, bound) {
		Ok(steps) => range_len(steps.to_u128())
		Err(NoStep) => Known(0)
	}

	range_iter : @T@, @T@, @T@, [Exclusive, Inclusive], [To, From], [Known(U64), Unknown] -> Iter(@T@)
	range_iter = |low, high, step, bound, direction, len_if_known| match @t@_range_steps(low, high, step, bound) {
		Ok(steps) => {
			final = low.plus_wrap(steps.times_wrap(step.to_@u@_wrap()).to_@t@_wrap())
			match direction {
				To => @t@_walk(low, final, step, len_if_known)
				From => @t@_walk(final, low, @T@.minus_wrap(0, step), len_if_known)
			}
		}
		Err(NoStep) => iter_empty()
	}

	to_hash : @T@, Hasher -> Hasher
	to_hash = |number, hasher| hasher.write_@t@(number)
@REST@}

@t@_range : @T@, @T@, [Exclusive, Inclusive], [To, From] -> Range(@T@)
@t@_range = |lower, upper, upper_bound, direction| {
	lower,
	upper,
	step: 1,
	upper_bound,
	direction,
	len_if_known: @T@.range_len_if_known(lower, upper, 1, upper_bound),
}

# How often a range steps on from its lowest member.
@t@_range_steps : @T@, @T@, @T@, [Exclusive, Inclusive] -> Try(@U@, [NoStep])
@t@_range_steps = |low, high, step, bound| {
	distance = match bound {
		Exclusive => if low < high {
			high.minus_wrap(low).to_@u@_wrap() - 1
		} else {
			return Err(NoStep)
		}
		Inclusive => if low <= high {
			high.minus_wrap(low).to_@u@_wrap()
		} else {
			return Err(NoStep)
		}
	}
	if step <= 0 {
		Err(NoStep)
	} else {
		Ok(distance // step.to_@u@_wrap())
	}
}

@t@_walk : @T@, @T@, @T@, [Known(U64), Unknown] -> Iter(@T@)
@t@_walk = |at, end, stride, len_if_known| {
	len_if_known,
	step: || {
		rest = if at == end {
			iter_empty()
		} else {
			@t@_walk(at.plus_wrap(stride), end, stride, one_less(len_if_known))
		}
		One({ item: at, rest })
	},
}
