platform "p"
	exposes []

main = 1
