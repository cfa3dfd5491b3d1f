# What a declared type is made of: without an end, by way of arguments too; without what it derives.
Node := { next : Wrap(Node), kept : Maybe(Node) }

Wrap(a) := { inner : a }

Maybe(a) := [None, Some(a)]

First := { second : Second }

Second := { first : First }

Sized := { mark : Mark(Sized), kids : List(Sized) }

Mark(_a) := { n : U64 }

Handler := { run : U64 -> U64, name : Str }.{
	is_eq : _
}

Plain := { n : U64 }

Holder := [Empty, Full(List(Plain))].{
	to_hash : _
}

Chain := [End, Link(Chain, U64)].{
	is_eq : _
}
