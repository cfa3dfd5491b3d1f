# Type declarations, associated items, where aliases, expects.
Alias : List(Str)
Pair(a, _b) : (a, a)
Color := [Red, Green, Rgb(U8, U8, U8)]
Key :: { secret : Str, _ : U8, _pad : U16 }
Stack(a) := { items : List(a) }.{
	is_eq : _

	Problem : [Underflow]

	empty : () -> Stack(a)
	empty = || { items: [] }

	Inner := [].{
		limit = 1
	}

	x.Show : where [x.to_str : x -> Str]

	expect Stack.empty().len() == 0
}
a.Ordered : where [a.is_lt : a, a -> Bool, a.is_eq : a, a -> Bool]
a.WriteTo(out) : where [a.write : a, out -> out]
Num(a) := a where [a.plus : a, a -> a]
local = {
	Local : U8
	Wrapped(a) := [Wrap(a)]
	Other.Tag
	Wrapped(1)
}
expect {
	x = 1
	x == 1
}
