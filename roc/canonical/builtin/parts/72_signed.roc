
	## The number with the other sign.
	negate : @T@ -> @T@

	## The number without its sign.
	abs : @T@ -> @T@
	abs = |number| if number >= 0 {
		number
	} else if number == @T@.lowest {
		crash "Integer absolute value overflowed"
	} else {
		@T@.minus_wrap(0, number)
	}

	## Whether it is below 0.
	is_negative : @T@ -> Bool
	is_negative = |number| number < 0

	## Whether it is above 0.
	is_positive : @T@ -> Bool
	is_positive = |number| number > 0

	## The quotient, rounded down; a crash for 0.
	div_floor_by : @T@, @T@ -> @T@
	div_floor_by = |a, b| {
		quotient = a // b
		if a % b != 0 and a.bitwise_xor(b) < 0 {
			quotient - 1
		} else {
			quotient
		}
	}

	## The quotient, rounded up; a crash for 0.
	div_ceil_by : @T@, @T@ -> @T@
	div_ceil_by = |a, b| {
		quotient = a // b
		if a % b != 0 and a.bitwise_xor(b) >= 0 {
			quotient + 1
		} else {
			quotient
		}
	}

	## What div_floor_by leaves, with the sign of the second number; a crash for 0.
	mod_by : @T@, @T@ -> @T@
	mod_by = |a, b| {
		if b == 0 {
			crash "@T@ modulo by zero"
		}
		remainder = a % b
		if remainder != 0 and remainder.bitwise_xor(b) < 0 {
			remainder + b
		} else {
			remainder
		}
	}

	div_try : @T@, @T@ -> Try(@T@, [DivByZero, Overflow, ..])
	div_try = |a, b| if b == 0 {
		Err(DivByZero)
	} else if a == @T@.lowest and b == -1 {
		Err(Overflow)
	} else {
		Ok(a // b)
	}

	div_ceil_try : @T@, @T@ -> Try(@T@, [DivByZero, Overflow, ..])
	div_ceil_try = |a, b| if b == 0 {
		Err(DivByZero)
	} else if a == @T@.lowest and b == -1 {
		Err(Overflow)
	} else {
		Ok(@T@.div_ceil_by(a, b))
	}

	pow_try : @T@, @T@ -> Try(@T@, [Overflow, Underflow, ..])
	pow_try = |base, exponent| match Intrinsic.@t@_pow_checked(base, exponent) {
		(power, 0) => Ok(power)
		(_, 2) => Err(Underflow)
		_ => Err(Overflow)
	}
