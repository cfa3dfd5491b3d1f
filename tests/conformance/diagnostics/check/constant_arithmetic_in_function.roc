# Arithmetic on constants that always crashes, in a function that nothing calls. What a condition may skip is let through.
shrink : U8 -> U8
shrink = |n| {
	less = n + (1 - 2)
	if less > 200 {
		return 10 // 0
	}
	less
}

main! = |args| {
	echo!("${args.len().to_str()}\n")
	Ok({})
}
