platform "p"
	requires { x }

main = 1
