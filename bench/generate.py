"""Roc modules of any size that use all of the language: units of about ninety lines, each with names of its own.

usage: generate.py LINES > main.roc
"""
import sys

UNIT = r'''
## A point of a grid.
Point@ := { x : I64, y : I64 }.{
	origin : Point@
	origin = { x: 0, y: 0 }

	plus : Point@, Point@ -> Point@
	plus = |a, b| { x: a.x + b.x, y: a.y + b.y }

	is_eq : Point@, Point@ -> Bool
	is_eq = |a, b| a.x == b.x and a.y == b.y

	to_str : Point@ -> Str
	to_str = |{ x, y }| "(${x.to_str()}, ${y.to_str()})"
}

Shape@ := [Circle(U64), Rect({ w : U64, h : U64 }), Group(List(Shape@))].{
	area : Shape@ -> U64
	area = |shape| match shape {
		Circle(r) => 3 * r * r
		Rect({ w, h }) if w == h => w * w
		Rect({ w, h }) => w * h
		Group(inner) => inner.fold(0, |sum, each| sum + each.area())
	}
}

Tree@(a) := [Leaf, Branch(Tree@(a), a, Tree@(a))].{
	insert : Tree@(a), a -> Tree@(a) where [a.is_lt : a, a -> Bool]
	insert = |tree, value| match tree {
		Leaf => Branch(Leaf, value, Leaf)
		Branch(left, here, right) =>
			if value < here {
				Branch(left.insert(value), here, right)
			} else {
				Branch(left, here, right.insert(value))
			}
	}

	depth : Tree@(a) -> U64
	depth = |tree| match tree {
		Leaf => 0
		Branch(left, _, right) => {
			(l, r) = (left.depth(), right.depth())
			1 + (if l > r { l } else { r })
		}
	}
}

# Records, rows, closures.
scale@ = |by| |record| { ..record, size: record.size * by }

twice@ : (a -> a), a -> a
twice@ = |f, value| f(f(value))

parse@ : Str -> Try({ name : Str, size : U64 }, [BadNumber(Str), MissingColon])
parse@ = |text| {
	parts = text.split_on(":")
	match parts {
		[name, digits] => {
			size = U64.from_str(digits) ? |_| BadNumber(digits)
			Ok({ name, size })
		}
		_ => Err(MissingColon)
	}
}

describe@ : Str -> Str
describe@ = |text| match parse@(text) {
	Ok({ name, size }) if size > 9000 => "${name} is large"
	Ok(item) => "${item.name} has ${twice@(scale@(3), item).size.to_str()}"
	Err(BadNumber(digits)) => "no number: ${digits}"
	Err(MissingColon) => "no colon in \"${text}\""
}

show_all@ : List(a) -> Str where [a.to_str : a -> Str]
show_all@ = |items| Str.join_with(items.map(|item| item.to_str()), ", ")

total@ : List(I64) -> { sum : I64, odd : U64 }
total@ = |numbers| {
	var $sum = 0
	var $odd = 0.U64
	for number in numbers {
		if number < 0 {
			break
		}
		$sum = $sum + number
		$odd = $odd + (if number % 2 == 1 { 1 } else { 0 })
	}
	var $left = 3
	while $left > 0 {
		$left = $left - 1
	}
	{ sum: $sum, odd: $odd }
}

run@! : Str => Try({}, [Empty(U64), ..])
run@! = |word| {
	if word.is_empty() {
		return Err(Empty(@))
	}
	points = [Point@.origin, Point@.{ x: 1, y: 2 }]
	corner = points.fold(Point@.origin, |a, b| a + b)
	shapes = Shape@.Group([Circle(2), Rect({ w: 3, h: 4 })])
	tree = [5.I64, 3, 8].fold(Tree@.Leaf, |all, n| all.insert(n))
	tag = if corner == Point@.{ x: 1, y: 2 } and tree.depth() > 1 { Good(1.5) } else { Poor }
	grade = match tag {
		Good(by) => by + 0.25
		Poor => 0
	}
	expect total@([1, 2, 3]).sum == 6
	echo!("${describe@(word)} ${show_all@(points)} ${shapes.area().to_str()} ${grade.to_str()}\n")
	Ok({})
}
'''


def module(lines):
    """About so many lines that aren't blank, as an app on the default platform."""
    unit = UNIT.strip("\n") + "\n\n"
    count = max(1, round(lines / sum(1 for line in unit.splitlines() if line.strip())))
    calls = "".join(f'\trun{n}!("a:{n}")?\n' for n in range(min(count, 50)))
    body = "".join(unit.replace("@", str(n)) for n in range(count))
    return f"main! = |_args| {{\n{calls}\tOk({{}})\n}}\n\n{body}"


if __name__ == "__main__":
    sys.stdout.write(module(int(sys.argv[1])))
