f = |n| {
	n * 2

main! = |args| {
	x = [1, 2
