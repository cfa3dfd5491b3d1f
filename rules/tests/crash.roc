main! = |_args| {
	echo!("before\n")
	crash "on purpose"
}
