## Decimal numbers with 18 digits after the point.
Dec :: [ProvidedByCompiler].{
	## 0.
	default : () -> Dec
	default = || 0

	## The highest value.
	highest : Dec
	highest = 170141183460469231731.687303715884105727

	## The lowest value.
	lowest : Dec
	lowest = -170141183460469231731.687303715884105728

	e : Dec
	e = 2.718281828459045235

	pi : Dec
	pi = 3.141592653589793238

	tau : Dec
	tau = 6.283185307179586476

	## Decimal text.
	to_str : Dec -> Str

	## The number that a text says.
	from_str : Str -> Try(Dec, [BadNumStr, ..])
	from_str = |text| match Intrinsic.dec_parse(text) {
		(number, True) => Ok(number)
		_ => Err(BadNumStr)
	}

	## What a number literal of this type is.
	from_numeral : Numeral -> Try(Dec, [InvalidNumeral(Str), ..])
	from_numeral = |numeral| match Intrinsic.dec_parse(numeral_text(numeral)) {
		(number, True) => Ok(number)
		_ => Err(InvalidNumeral("${numeral_text(numeral)} is not a Dec"))
	}

	## The number with these decimal digits.
	from_int_digits : List(U8) -> Try(Dec, [OutOfRange, ..])
	from_int_digits = |digits| match Intrinsic.dec_parse(digits_text(digits)) {
		(number, True) => Ok(number)
		_ => Err(OutOfRange)
	}

	## The number with these decimal digits before and after the point.
	from_dec_digits : (List(U8), List(U8)) -> Try(Dec, [OutOfRange, ..])
	from_dec_digits = |(before, after)| match Intrinsic.dec_parse("${digits_text(before)}.${digits_text(after)}") {
		(number, True) => Ok(number)
		_ => Err(OutOfRange)
	}

	## The count of 10^-18 that the number is.
	to_attos : Dec -> I128

	## The number that is so many 10^-18.
	from_attos : I128 -> Dec

	## Whether it is 0.
	is_zero : Dec -> Bool
	is_zero = |number| number == 0

	is_eq : Dec, Dec -> Bool

	is_lt : Dec, Dec -> Bool

	is_lte : Dec, Dec -> Bool

	is_gt : Dec, Dec -> Bool

	is_gte : Dec, Dec -> Bool

	## Whether it is below 0.
	is_negative : Dec -> Bool
	is_negative = |number| number < 0

	## Whether it is above 0.
	is_positive : Dec -> Bool
	is_positive = |number| number > 0

	## How the first number stands to the second.
	compare : Dec, Dec -> [LT, EQ, GT]
	compare = |a, b| if a < b {
		LT
	} else if a == b {
		EQ
	} else {
		GT
	}

	## The lesser one.
	min : Dec, Dec -> Dec
	min = |a, b| if b < a {
		b
	} else {
		a
	}

	## The greater one.
	max : Dec, Dec -> Dec
	max = |a, b| if b > a {
		b
	} else {
		a
	}

	## The sum; a crash if it doesn't fit.
	plus : Dec, Dec -> Dec

	## The difference; a crash if it doesn't fit.
	minus : Dec, Dec -> Dec

	## The product; a crash if it doesn't fit.
	times : Dec, Dec -> Dec

	## The number with the other sign.
	negate : Dec -> Dec

	## The number without its sign.
	abs : Dec -> Dec
	abs = |number| if number >= 0 {
		number
	} else if number == Dec.lowest {
		crash "Decimal absolute value overflow!"
	} else {
		-number
	}

	## How far the numbers are apart.
	abs_diff : Dec, Dec -> Dec
	abs_diff = |a, b| if a > b {
		a - b
	} else {
		b - a
	}

	## The quotient; a crash for 0.
	div_by : Dec, Dec -> Dec

	## The quotient, rounded toward 0; a crash for 0.
	div_trunc_by : Dec, Dec -> Dec

	## The quotient, rounded down; a crash for 0.
	div_floor_by : Dec, Dec -> Dec
	div_floor_by = |a, b| {
		quotient = a // b
		if a % b != 0 and a.is_negative() != b.is_negative() {
			quotient - 1
		} else {
			quotient
		}
	}

	## What div_trunc_by leaves, with the sign of the first number; a crash for 0.
	rem_by : Dec, Dec -> Dec

	## The sum, or the nearest value of the type.
	plus_saturated : Dec, Dec -> Dec

	## The difference, or the nearest value of the type.
	minus_saturated : Dec, Dec -> Dec

	## The product, or the nearest value of the type.
	times_saturated : Dec, Dec -> Dec

	plus_try : Dec, Dec -> Try(Dec, [Overflow, ..])
	plus_try = |a, b| match Intrinsic.dec_plus_checked(a, b) {
		(total, True) => Ok(total)
		_ => Err(Overflow)
	}

	minus_try : Dec, Dec -> Try(Dec, [Overflow, ..])
	minus_try = |a, b| match Intrinsic.dec_minus_checked(a, b) {
		(difference, True) => Ok(difference)
		_ => Err(Overflow)
	}

	times_try : Dec, Dec -> Try(Dec, [Overflow, ..])
	times_try = |a, b| match Intrinsic.dec_times_checked(a, b) {
		(product, True) => Ok(product)
		_ => Err(Overflow)
	}

	## The power; a crash if it doesn't fit.
	pow : Dec, Dec -> Dec

	## The square root; a crash for numbers below 0.
	sqrt : Dec -> Dec

	## The square root; an error for numbers below 0.
	sqrt_try : Dec -> Try(Dec, [SqrtOfNegative, ..])
	sqrt_try = |number| if number < 0 {
		Err(SqrtOfNegative)
	} else {
		Ok(number.sqrt())
	}

	sin : Dec -> Dec

	cos : Dec -> Dec

	tan : Dec -> Dec

	asin : Dec -> Dec

	acos : Dec -> Dec

	atan : Dec -> Dec

	to_i128 : Dec -> I128
	to_i128 = |number| number.to_attos() // 1_000_000_000_000_000_000

	round_to_i128 : Dec -> I128
	round_to_i128 = |number| {
		attos = number.to_attos()
		whole = attos // 1_000_000_000_000_000_000
		fraction = attos % 1_000_000_000_000_000_000
		if fraction >= 500_000_000_000_000_000 {
			whole + 1
		} else if fraction <= -500_000_000_000_000_000 {
			whole - 1
		} else {
			whole
		}
	}

	floor_to_i128 : Dec -> I128
	floor_to_i128 = |number| number.to_attos().div_floor_by(1_000_000_000_000_000_000)

	ceiling_to_i128 : Dec -> I128
	ceiling_to_i128 = |number| number.to_attos().div_ceil_by(1_000_000_000_000_000_000)

	to_f64 : Dec -> F64

	to_f32_wrap : Dec -> F32

	to_f32_try : Dec -> Try(F32, [OutOfRange, ..])
	to_f32_try = |number| Ok(number.to_f32_wrap())

	to_dec : Dec -> Dec
	to_dec = |number| number

	## The numbers from the first to the second, that one included.
	to : Dec, Dec -> Iter(Dec)
	to = |low, high| Dec.range_iter(low, high, 1, Inclusive, To, Dec.range_len_if_known(low, high, 1, Inclusive))

	## The numbers from the first to the second, that one excluded.
	until : Dec, Dec -> Iter(Dec)
	until = |low, high| Dec.range_iter(low, high, 1, Exclusive, To, Dec.range_len_if_known(low, high, 1, Exclusive))

	## What `..<` makes.
	range_exclusive_to : Dec, Dec -> Range(Dec)
	range_exclusive_to = |low, high| dec_range(low, high, Exclusive, To)

	## What `..=` makes.
	range_inclusive_to : Dec, Dec -> Range(Dec)
	range_inclusive_to = |low, high| dec_range(low, high, Inclusive, To)

	## The numbers of `..<` in descending order.
	range_exclusive_from : Dec, Dec -> Range(Dec)
	range_exclusive_from = |low, high| dec_range(low, high, Exclusive, From)

	## The numbers of `..=` in descending order.
	range_inclusive_from : Dec, Dec -> Range(Dec)
	range_inclusive_from = |low, high| dec_range(low, high, Inclusive, From)

	range_len_if_known : Dec, Dec, Dec, [Exclusive, Inclusive] -> [Known(U64), Unknown]
	range_len_if_known = |low, high, step, bound| I128.range_len_if_known(low.to_attos(), high.to_attos(), step.to_attos(), bound)

	range_iter : Dec, Dec, Dec, [Exclusive, Inclusive], [To, From], [Known(U64), Unknown] -> Iter(Dec)
	range_iter = |low, high, step, bound, direction, len_if_known| {
		attos = I128.range_iter(low.to_attos(), high.to_attos(), step.to_attos(), bound, direction, len_if_known)
		attos.map(|number| Dec.from_attos(number))
	}

	to_hash : Dec, Hasher -> Hasher
	to_hash = |number, hasher| hasher.write_dec(number)
@REST@}

dec_range : Dec, Dec, [Exclusive, Inclusive], [To, From] -> Range(Dec)
dec_range = |lower, upper, upper_bound, direction| {
	lower,
	upper,
	step: 1,
	upper_bound,
	direction,
	len_if_known: Dec.range_len_if_known(lower, upper, 1, upper_bound),
}
