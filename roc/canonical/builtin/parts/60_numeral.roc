## A number literal, exactly as written: the digits before and after the point as big-endian base-256 numbers.
Numeral := { is_negative : Bool, digits_before_pt : List(U8), digits_after_pt : List(U8), digits_after_pt_count : U64 }.{
	is_negative : Numeral -> Bool
	is_negative = |numeral| numeral.is_negative

	digits_before_pt : Numeral -> List(U8)
	digits_before_pt = |numeral| numeral.digits_before_pt

	digits_after_pt : Numeral -> List(U8)
	digits_after_pt = |numeral| numeral.digits_after_pt

	digits_after_pt_count : Numeral -> U64
	digits_after_pt_count = |numeral| numeral.digits_after_pt_count
}

# The literal as decimal text.
numeral_text : Numeral -> Str
numeral_text = |numeral| {
	sign = if numeral.is_negative { "-" } else { "" }
	before = base_256_text(numeral.digits_before_pt)
	after = base_256_text(numeral.digits_after_pt)
	if numeral.digits_after_pt_count == 0 {
		sign.concat(before)
	} else {
		zeros = numeral.digits_after_pt_count.minus_saturated(after.count_utf8_bytes())
		sign.concat(before).concat(".").concat("0".repeat(zeros)).concat(after)
	}
}

# The literal as text of a whole number; text that no integer type accepts where it has a fraction.
numeral_whole_text : Numeral -> Str
numeral_whole_text = |numeral| {
	sign = if numeral.is_negative { "-" } else { "" }
	if numeral.digits_after_pt.all(|digit| digit == 0) {
		sign.concat(base_256_text(numeral.digits_before_pt))
	} else {
		""
	}
}

# Decimal digits of a big-endian base-256 number; at least one.
base_256_text : List(U8) -> Str
base_256_text = |bytes| {
	var $bytes = bytes
	var $digits = []
	while $bytes.len() > 0 {
		var $quotient = List.with_capacity($bytes.len())
		var $remainder = 0
		for byte in $bytes {
			value = $remainder * 256 + byte.to_u32()
			digit = (value // 10).to_u8_wrap()
			if digit != 0 or $quotient.len() > 0 {
				$quotient = $quotient.append(digit)
			}
			$remainder = value % 10
		}
		$digits = $digits.append($remainder.to_u8_wrap() + 48)
		$bytes = $quotient
	}
	if $digits.len() == 0 {
		"0"
	} else {
		Intrinsic.str_from_utf8_unchecked($digits.rev())
	}
}

# Decimal text of digit values; text that no type accepts where one is above 9 or there are none.
digits_text : List(U8) -> Str
digits_text = |digits| if digits.all(|digit| digit <= 9) {
	Intrinsic.str_from_utf8_unchecked(digits.map(|digit| digit + 48))
} else {
	"?"
}
