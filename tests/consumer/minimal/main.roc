main! = |_args| {
	echo!("Hello!\n")
	Ok({})
}
