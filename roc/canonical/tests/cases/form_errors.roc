value = if True 1

positions = |c| {
	x = if c 1
	if c {
		foo(x)
	}
	[if c 2]
}

foo = |_| {}

chain = |a| a..<2..<3

empty = ()

crashes = |x| crash x

breaks = || break

returns = return 1

forever = || {
	while True {
		foo(1)
	}
	while True {
		if True {
			break
		}
	}
}

doubled = { x: 1, y: 2, x: 3 }

alternatives = |v| match v {
	A(x) | B(y) => x + y
	[.., a, ..] => a
	"${a}${b}" => (a, b)
	{ x, y: x } => x
}

Alias : { x : U8 }

aliased = (Alias.{ x: 1 }, Alias.Tag, 5.Alias)

Thing := [A].{}

build = { a: 1, b: 2 }.Thing

build_one = { a: 1 }.Try

Bad(a, a) : { x : b, y : _, z : Bad2, ..}

Bad2 : List(Bad3)

Bad3 : (Bad2, Thing2)

Thing2 : [A(Thing2), A]

Thing := [B]

Str := []

Fields := { a ?: U8 ?? 1, b : U8 ?? foo(1), _ : U8 ?? 2, a : U8 }

x.Loop : where [x.Loop, y.other : y -> U8]

uses : a -> Str where [b.foo : b -> U8, a.Thing]
uses = |_| ""

as_type : Loop
as_type = 1

padded : { _ : U8 }
padded = {}
