# One mistake a statement.
import shape
import pf.Stdout as lower
import "data.txt" as Text : Str
import "data.txt" as text : U8
import Shape exposing Corner
import Shape exposing [1]
var $top = 1
$name : U8
where = 1
in_body = {
	import Shape
	$x : U8
	var Upper = 1
}
own = {
	var $y =
}
rest = |[first, ..rest]| first
as_name = match x { a as 1 => 2 }
field = |{ a = b }| a
pattern = |1 + 2| a
1 + 1
}
& 5
class Foo
let x = 5
fine = 1
