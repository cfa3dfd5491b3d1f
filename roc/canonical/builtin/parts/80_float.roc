@T@ :: [ProvidedByCompiler].{
	## 0.
	default : () -> @T@
	default = || 0

	## The highest value.
	highest : @T@
	highest = @HIGHEST@

	## The lowest value.
	lowest : @T@
	lowest = -@HIGHEST@

	e : @T@
	e = 2.718281828459045235360287

	pi : @T@
	pi = 3.141592653589793238462643

	tau : @T@
	tau = 6.283185307179586476925287

	nan : @T@
	nan = @T@.from_bits(@NAN@)

	infinity : @T@
	infinity = @T@.from_bits(@INFINITY@)

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
	from_numeral = |numeral| match Intrinsic.@t@_parse(numeral_text(numeral)) {
		(number, True) => Ok(number)
		_ => Err(InvalidNumeral("${numeral_text(numeral)} is not a @T@"))
	}

	## The number with these decimal digits.
	from_int_digits : List(U8) -> Try(@T@, [OutOfRange, ..])
	from_int_digits = |digits| match Intrinsic.@t@_parse(digits_text(digits)) {
		(number, True) => Ok(number)
		_ => Err(OutOfRange)
	}

	## The number with these decimal digits before and after the point.
	from_dec_digits : (List(U8), List(U8)) -> Try(@T@, [OutOfRange, ..])
	from_dec_digits = |(before, after)| match Intrinsic.@t@_parse("${digits_text(before)}.${digits_text(after)}") {
		(number, True) => Ok(number)
		_ => Err(OutOfRange)
	}

	## Whether it is 0.
	is_zero : @T@ -> Bool
	is_zero = |number| @T@.is_float_eq(number, 0)

	is_eq : _

	## Whether the numbers are equal; no number is equal to nothing.
	is_float_eq : @T@, @T@ -> Bool

	is_lt : @T@, @T@ -> Bool

	is_lte : @T@, @T@ -> Bool

	is_gt : @T@, @T@ -> Bool

	is_gte : @T@, @T@ -> Bool

	## Whether it is no number.
	is_nan : @T@ -> Bool
	is_nan = |number| !@T@.is_float_eq(number, number)

	## Whether it is a number and not infinite.
	is_finite : @T@ -> Bool
	is_finite = |number| number >= @T@.lowest and number <= @T@.highest

	## Whether it is one of the two infinities.
	is_infinite : @T@ -> Bool
	is_infinite = |number| number < @T@.lowest or number > @T@.highest

	## Whether it is below 0.
	is_negative : @T@ -> Bool
	is_negative = |number| number < 0

	## Whether it is above 0.
	is_positive : @T@ -> Bool
	is_positive = |number| number > 0

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

	## The sum.
	plus : @T@, @T@ -> @T@

	## The difference.
	minus : @T@, @T@ -> @T@

	## The product.
	times : @T@, @T@ -> @T@

	## The number with the other sign.
	negate : @T@ -> @T@

	## The number without its sign.
	abs : @T@ -> @T@
	abs = |number| @T@.from_bits(number.to_bits().bitwise_and(@ABS@))

	## How far the numbers are apart.
	abs_diff : @T@, @T@ -> @T@
	abs_diff = |a, b| (a - b).abs()

	## The quotient.
	div_by : @T@, @T@ -> @T@

	## The quotient, rounded toward 0.
	div_trunc_by : @T@, @T@ -> @T@

	## The quotient, rounded down.
	div_floor_by : @T@, @T@ -> @T@
	div_floor_by = |a, b| Intrinsic.@t@_floor(a / b)

	## What div_trunc_by leaves, with the sign of the first number.
	rem_by : @T@, @T@ -> @T@

	## The power.
	pow : @T@, @T@ -> @T@

	## The square root; a crash for numbers below 0.
	sqrt : @T@ -> @T@

	## The square root; an error for numbers below 0.
	sqrt_try : @T@ -> Try(@T@, [SqrtOfNegative, ..])
	sqrt_try = |number| if number < 0 {
		Err(SqrtOfNegative)
	} else {
		Ok(number.sqrt())
	}

	sin : @T@ -> @T@

	cos : @T@ -> @T@

	tan : @T@ -> @T@

	asin : @T@ -> @T@

	acos : @T@ -> @T@

	atan : @T@ -> @T@

	## The bits; one pattern for all that is no number.
	to_bits : @T@ -> @BITS@

	## The number with these bits.
	from_bits : @BITS@ -> @T@

	## What `..<` makes.
	range_exclusive_to : @T@, @T@ -> Range(@T@)
	range_exclusive_to = |lower, upper| { lower, upper, step: 1, upper_bound: Exclusive, direction: To, len_if_known: Unknown }

	## What `..=` makes.
	range_inclusive_to : @T@, @T@ -> Range(@T@)
	range_inclusive_to = |lower, upper| { lower, upper, step: 1, upper_bound: Inclusive, direction: To, len_if_known: Unknown }

	range_len_if_known : @T@, @T@, @T@, [Exclusive, Inclusive] -> [Known(U64), Unknown]
	range_len_if_known = |_low, _high, _step, _bound| Unknown

	range_iter : @T@, @T@, @T@, [Exclusive, Inclusive], [To, From], [Known(U64), Unknown] -> Iter(@T@)
	range_iter = |low, high, step, bound, direction, len_if_known| {
		steps = Intrinsic.@t@_floor((high - low) / step)
		touches = match bound {
			Exclusive => @T@.is_float_eq(low + steps * step, high)
			Inclusive => False
		}
		final = if touches { steps - 1 } else { steps }
		if step > 0 and final >= 0 and high > @T@.lowest {
			match direction {
				To => @t@_walk(low, step, 0, 1, final, len_if_known)
				From => @t@_walk(low, step, final, -1, 0, len_if_known)
			}
		} else {
			iter_empty()
		}
	}

	to_hash : @T@, Hasher -> Hasher
	to_hash = |number, hasher| hasher.write_@t@(number)
@REST@}

# The numbers `base + n * stride` for each n from `at` to `end`.
@t@_walk : @T@, @T@, @T@, @T@, @T@, [Known(U64), Unknown] -> Iter(@T@)
@t@_walk = |base, stride, at, change, end, len_if_known| {
	len_if_known,
	step: || {
		rest = if @T@.is_float_eq(at, end) {
			iter_empty()
		} else {
			@t@_walk(base, stride, at + change, change, end, len_if_known)
		}
		One({ item: base + at * stride, rest })
	},
}
