Id : U64

Opts(r) : { verbose : Bool, ..r }

Tree(a) := [Leaf, Node(Tree(a), a, Tree(a))].{
	is_eq : _

	Depth : U64

	a.Shown : where [a.show : a -> Str]

	Inner :: { n ?: U64, m : U64 ?? 5 }.{
		make = || { n: 1 }
		same = Tree.depth
	}

	depth : Tree(_a) -> Depth
	depth = |tree| match tree {
		Leaf => 0
		Node(left, _, right) => left.depth() + Tree.depth(right)
	}

	show_all : Tree(b), List(b) -> Str where [b.Shown, b.default : () -> b]
	show_all = |_tree, list| {
		B : b
		first : b
		first = B.default()
		rest : List(b)
		rest = list
		Str.join_with(rest.append(first).map(|x| x.show()), ", ")
	}
}

made = (Tree.Inner.make(), Tree.Inner.same(Tree.Leaf), Id.to_str(5), Tree.is_eq, Tree.is_eq(Tree.Leaf, Leaf))

open : [A, B(U8, Str), ..] -> { x : U8, .. }
open = |_| { x: 1 }

named : [A, ..rest], (Str -> Str), (() => rest2) -> (U8, _)
named = |_, _, _| (1, 2)

Padded := { a : U8, _ : U16, _gap : U8 }

local = |x| {
	Local := [One, Two(U8)].{
		first = One
	}
	Alias : List(Local)
	list : Alias
	list = [Local.first, Local.Two(x)]
	list
}

even = |n| n == 0 or odd(n - 1)

odd = |n| n != 0 and even(n - 1)
