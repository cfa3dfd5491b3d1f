name_of = |person| person.name

color = |flag| if flag Red else Green

swap = |(a, b)| (b, a)

size = |shape| match shape {
	Circle(r) => r
	Square(side) => side * 2
}

either = |result| match result {
	Ok(value) => value
	Err(_) => 0.U8
}

older : { age : U8, ..rest } -> U8
older = |person| person.age + 1

uses_try : Str -> U8
uses_try = |text| either(U8.from_str(text))
