# Annotations and types.
value : U64
function : I64, Str -> Bool
effect! : Str => {}
none : () -> a
higher : (a -> b), List(a) -> List(b)
two : (a, b -> c), ((a, b) -> c), (() => {}) -> (a -> b)
applied : Dict(Str, List((U8, a))), Mod.Type(a, b) -> pkg.Mod.T
record : { name : Str, age ?: U8, run! : Str, U8 => {}, size : U64 ?? 5, .. }
open : { a : b, ..rest }
empty : {}
tags : [A, B(U8, a -> b), C({ x : U8 }), ..others]
more : [A, ..]
wild : _ -> List(_)
tuple : (a, b), ((a)) -> (a, b, c)
where_one : a -> Str where [a.to_str : a -> Str]
where_many : a, b -> c
	where [
		a.f : a, b -> c,
		b.g : () -> b,
		a.Ordered,
		b.WriteTo(a, Mod.T),
	]
