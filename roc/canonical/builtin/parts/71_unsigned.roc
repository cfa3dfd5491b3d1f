
	## The quotient, rounded down; a crash for 0.
	div_floor_by : @T@, @T@ -> @T@
	div_floor_by = |a, b| a // b

	## The quotient, rounded up; a crash for 0.
	div_ceil_by : @T@, @T@ -> @T@
	div_ceil_by = |a, b| if a % b == 0 {
		a // b
	} else {
		a // b + 1
	}

	## What div_floor_by leaves, with the sign of the second number; a crash for 0.
	mod_by : @T@, @T@ -> @T@
	mod_by = |a, b| if b == 0 {
		crash "@T@ modulo by zero"
	} else {
		a % b
	}

	div_try : @T@, @T@ -> Try(@T@, [DivByZero, ..])
	div_try = |a, b| if b == 0 {
		Err(DivByZero)
	} else {
		Ok(a // b)
	}

	div_ceil_try : @T@, @T@ -> Try(@T@, [DivByZero, ..])
	div_ceil_try = |a, b| if b == 0 {
		Err(DivByZero)
	} else {
		Ok(@T@.div_ceil_by(a, b))
	}

	pow_try : @T@, @T@ -> Try(@T@, [Overflow, ..])
	pow_try = |base, exponent| match Intrinsic.@t@_pow_checked(base, exponent) {
		(power, 0) => Ok(power)
		_ => Err(Overflow)
	}
