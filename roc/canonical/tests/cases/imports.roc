//- Shape
Shape := [].{
	Corner := { angle : U64 }.{
		right = Corner.{ angle: 90 }
		sharp = |c| c.angle < 90
	}

	x.Round : where [x.radius : x -> U64]

	area = |n| n * n
}

private = 1
//- Old
module [old_value, Kind]

old_value = 1

hidden = 2

Kind : U64
//- Main
import Shape exposing [area, Corner as C, Corner.*, Round]
import Shape.Corner
import Shape as S
import Old
import "some text" as text : Str
import "bytes" as bytes : List(U8)

used : C, Corner, S.Corner, a -> Old.Kind where [a.Round, a.S.Round]
used = |c, _, _, r| area(r.radius()) + S.area(2) + Old.old_value + (if sharp(c) 1 else 2)

more = (right, text, bytes)

Main := []
