Greeting := [].{
	of : Str -> Str
	of = |name| "Hello, ${name}"
}
