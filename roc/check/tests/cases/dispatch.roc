Meters := { value : I64 }.{
	plus : Meters, Meters -> Meters
	plus = |a, b| { value: a.value + b.value }

	is_eq : _
}

sum = |a, b| a + b

total = sum({ value: 1 }, Meters.{ value: 2 })

show = |value| value.to_str()

same : a, a -> Bool where [a.is_eq : a, a -> Bool]
same = |a, b| a == b

equal_meters = same(total, total)

wrong = total.to_feet()
