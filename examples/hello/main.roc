main! = |_args| {
	echo!("Hello, World!\n")
	Ok({})
}
