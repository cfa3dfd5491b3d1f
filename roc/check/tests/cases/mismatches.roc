count : U64
count = "three"

both = 1.U8 + 2.U16

branches = |flag| if flag 1.U8 else "one"

few = |text| Str.concat(text)

missing = |light| match light {
	Red => 1.U8
	Green if Bool.True => 2
}

big = 256.U8
