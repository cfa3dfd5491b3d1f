platform ""
	requires {} { main! : Str => {} }
	exposes []
	packages {}
	provides { "a": a }
