@T@ :: [ProvidedByCompiler].{
	## 0.
	default : () -> @T@
	default = || 0

	## The highest value.
	highest : @T@
	highest = @HIGHEST@

	## The lowest value.
	lowest : @T@
	lowest = @LOWEST@

	## Decimal text.
	to_str : @T@ -> Str

	## The number that a text says.
	from_str : Str -> Try(@T@, [BadNumStr, ..])
	from_str = |text| match Intrinsic.@t@_parse(text) {
		(number, True) => Ok(number)
		_ => Err(BadNumStr)
	}

	## What a number literal of this type is.
	from_numeral : Numeral -> Try(@T@, [InvalidNumeral(Str), ..])
	from_numeral = |numeral| match Intrinsic.@t@_parse(numeral_whole_text(numeral)) {
		(number, True) => Ok(number)
		_ => Err(InvalidNumeral("${numeral_text(numeral)} is not a @T@"))
	}

	## The number with these decimal digits.
	from_int_digits : List(U8) -> Try(@T@, [OutOfRange, ..])
	from_int_digits = |digits| match Intrinsic.@t@_parse(digits_text(digits)) {
		(number, True) => Ok(number)
		_ => Err(OutOfRange)
	}

	## Whether it is 0.
	is_zero : @T@ -> Bool
	is_zero = |number| number == 0

	is_eq : @T@, @T@ -> Bool

	is_lt : @T@, @T@ -> Bool

	is_lte : @T@, @T@ -> Bool

	is_gt : @T@, @T@ -> Bool

	is_gte : @T@, @T@ -> Bool

	## How the first number stands to the second.
	compare : @T@, @T@ -> [LT, EQ, GT]
	compare = |a, b| if a < b {
		LT
	} else if a == b {
		EQ
	} else {
		GT
	}

	## The lesser one.
	min : @T@, @T@ -> @T@
	min = |a, b| if b < a {
		b
	} else {
		a
	}

	## The greater one.
	max : @T@, @T@ -> @T@
	max = |a, b| if b > a {
		b
	} else {
		a
	}

	## The sum; a crash if it doesn't fit.
	plus : @T@, @T@ -> @T@

	## The difference; a crash if it doesn't fit.
	minus : @T@, @T@ -> @T@

	## The product; a crash if it doesn't fit.
	times : @T@, @T@ -> @T@

	## The quotient; a crash for 0.
	div_by : @T@, @T@ -> @T@

	## The quotient, rounded toward 0; a crash for 0.
	div_trunc_by : @T@, @T@ -> @T@

	## What div_trunc_by leaves, with the sign of the first number; a crash for 0.
	rem_by : @T@, @T@ -> @T@

	## The power; a crash if it doesn't fit.
	pow : @T@, @T@ -> @T@
	pow = |base, exponent| match Intrinsic.@t@_pow_checked(base, exponent) {
		(power, 0) => power
		_ => crash "Integer exponentiation overflowed"
	}

	## How far the numbers are apart.
	abs_diff : @T@, @T@ -> @U@
	abs_diff = |a, b| if a > b {
		a.minus_wrap(b).to_@u@_wrap()
	} else {
		b.minus_wrap(a).to_@u@_wrap()
	}

	## Whether it is a multiple of 2.
	is_even : @T@ -> Bool
	is_even = |number| number.bitwise_and(1) == 0

	## Whether it isn't a multiple of 2.
	is_odd : @T@ -> Bool
	is_odd = |number| number.bitwise_and(1) == 1

	## Whether it is a multiple of the second number; of 0 only 0 is.
	is_multiple_of : @T@, @T@ -> Bool
	is_multiple_of = |number, divisor| if divisor == 0 {
		number == 0
	} else {
		number % divisor == 0
	}

	## The sum modulo the number of values of the type.
	plus_wrap : @T@, @T@ -> @T@

	## The difference modulo the number of values of the type.
	minus_wrap : @T@, @T@ -> @T@

	## The product modulo the number of values of the type.
	times_wrap : @T@, @T@ -> @T@

	## The sum, or the nearest value of the type.
	plus_saturated : @T@, @T@ -> @T@

	## The difference, or the nearest value of the type.
	minus_saturated : @T@, @T@ -> @T@

	## The product, or the nearest value of the type.
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

	## The bits moved up; the count is taken modulo the width.
	shl_wrap : @T@, U8 -> @T@

	## The bits moved down, filled with the sign's; the count is taken modulo the width.
	shr_wrap : @T@, U8 -> @T@

	## The bits moved down, filled with zeros; the count is taken modulo the width.
	shr_zf_wrap : @T@, U8 -> @T@

	bitwise_and : @T@, @T@ -> @T@

	bitwise_or : @T@, @T@ -> @T@

	bitwise_xor : @T@, @T@ -> @T@

	bitwise_not : @T@ -> @T@

	count_leading_zero_bits : @T@ -> U8

	count_trailing_zero_bits : @T@ -> U8

	count_one_bits : @T@ -> U8

	## The numbers from the first to the second, that one included.
	to : @T@, @T@ -> Iter(@T@)
	to = |low, high| @T@.range_iter(low, high, 1, Inclusive, To, @T@.range_len_if_known(low, high, 1, Inclusive))

	## The numbers from the first to the second, that one excluded.
	until : @T@, @T@ -> Iter(@T@)
	until = |low, high| @T@.range_iter(low, high, 1, Exclusive, To, @T@.range_len_if_known(low, high, 1, Exclusive))

	## What `..<` makes.
	range_exclusive_to : @T@, @T@ -> Range(@T@)
	range_exclusive_to = |low, high| @t@_range(low, high, Exclusive, To)

	## What `..=` makes.
	range_inclusive_to : @T@, @T@ -> Range(@T@)
	range_inclusive_to = |low, high| @t@_range(low, high, Inclusive, To)

	## The numbers of `..<` in descending order.
	range_exclusive_from : @T@, @T@ -> Range(@T@)
	range_exclusive_from = |low, high| @t@_range(low, high, Exclusive, From)

	## The numbers of `..=` in descending order.
	range_inclusive_from : @T@, @T@ -> Range(@T@)
	range_inclusive_from = |low, high| @t@_range(low, high, Inclusive, From)

	range_len_if_known : @T@, @T@, @T@, [Exclusive, Inclusive] -> [Known(U64), Unknown]
	range_len_if_known = |low, high, step, bound| match @t@_range_steps(low, high, step, bound) {
		Ok(steps) => range_len(steps.to_u128())
		Err(NoStep) => Known(0)
	}

	range_iter : @T@, @T@, @T@, [Exclusive, Inclusive], [To, From], [Known(U64), Unknown] -> Iter(@T@)
	range_iter = |low, high, step, bound, direction, len_if_known| {
		(final, done) = match @t@_range_steps(low, high, step, bound) {
			Ok(steps) => (low.plus_wrap(steps.times_wrap(step.to_@u@_wrap()).to_@t@_wrap()), False)
			Err(NoStep) => (low, True)
		}
		(first, last, stride) = match direction {
			To => (low, final, step)
			From => (final, low, @T@.minus_wrap(0, step))
		}
		@t@_walk(first, last, stride, done, len_if_known)
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

# One function for all steps, so that a loop over it needs no function value.
@t@_walk : @T@, @T@, @T@, Bool, [Known(U64), Unknown] -> Iter(@T@)
@t@_walk = |at, end, stride, done, len_if_known| {
	len_if_known,
	step: || if done {
		Done
	} else {
		One({ item: at, rest: @t@_walk(at.plus_wrap(stride), end, stride, at == end, one_less(len_if_known)) })
	},
}
