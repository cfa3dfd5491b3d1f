@T@ :: [ProvidedByCompiler].{
	default : () -> @T@
	default = || 0

	highest : @T@
	highest = @HIGHEST@

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

	to_str : @T@ -> Str

	from_str : Str -> Try(@T@, [BadNumStr, ..])
	from_str = |text| match Intrinsic.@t@_parse(text) {
		(number, True) => Ok(number)
		_ => Err(BadNumStr)
	}

	from_numeral : Numeral -> Try(@T@, [InvalidNumeral(Str), ..])
	from_numeral = |numeral| match Intrinsic.@t@_parse(numeral_text(numeral)) {
		(number, True) => Ok(number)
		_ => Err(InvalidNumeral("${numeral_text(numeral)} is not a @T@"))
	}

	from_int_digits : List(U8) -> Try(@T@, [OutOfRange, ..])
	from_int_digits = |digits| match Intrinsic.@t@_parse(digits_text(digits)) {
		(number, True) => Ok(number)
		_ => Err(OutOfRange)
	}

	from_dec_digits : (List(U8), List(U8)) -> Try(@T@, [OutOfRange, ..])
	from_dec_digits = |(before, after)| match Intrinsic.@t@_parse("${digits_text(before)}.${digits_text(after)}") {
		(number, True) => Ok(number)
		_ => Err(OutOfRange)
	}

	is_zero : @T@ -> Bool
	is_zero = |number| @T@.is_float_eq(number, 0)

	is_eq : _

	is_float_eq : @T@, @T@ -> Bool

	is_lt : @T@, @T@ -> Bool

	is_lte : @T@, @T@ -> Bool

	is_gt : @T@, @T@ -> Bool

	is_gte : @T@, @T@ -> Bool

	is_nan : @T@ -> Bool
	is_nan = |number| !@T@.is_float_eq(number, number)

	is_finite : @T@ -> Bool
	is_finite = |number| number >= @T@.lowest and number <= @T@.highest

	is_infinite : @T@ -> Bool
	is_infinite = |number| number < @T@.lowest or number > @T@.highest

	is_negative : @T@ -> Bool
	is_negative = |number| number < 0

	is_positive : @T@ -> Bool
	is_positive = |number| number > 0

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

	negate : @T@ -> @T@

	abs : @T@ -> @T@
	abs = |number| @T@.from_bits(number.to_bits().bitwise_and(@ABS@))

	abs_diff : @T@, @T@ -> @T@
	abs_diff = |a, b| (a - b).abs()

	div_by : @T@, @T@ -> @T@

	div_trunc_by : @T@, @T@ -> @T@

	div_floor_by : @T@, @T@ -> @T@
	div_floor_by = |a, b| Intrinsic.@t@_floor(a / b)

	rem_by : @T@, @T@ -> @T@

	pow : @T@, @T@ -> @T@

	sqrt : @T@ -> @T@

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

	to_bits : @T@ -> @BITS@

	from_bits : @BITS@ -> @T@

	range_exclusive_to : @T@, @T@ -> Range(@T@)
	range_exclusive_to = |lower, upper| { lower, upper, step: 1, upper_bound: Exclusive, direction: To, len_if_known: Unknown }

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
