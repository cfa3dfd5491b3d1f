short=if a b else c
blocks=if a {b} else if c {d} else {e}
next_line=if a {
b
}
else {
c
}
lines=if a
  b
else
  c
nested=if a
  if b c else d
else e
condition=if a
   and b
{ c } else { d }
no_else=|x| { if x { return 1 }
2 }
guards=match x { A if a
   and b => 1
 B
  if c
   => 2
 C
  | D
  | E => 3
 Some({ a,
   b }) | None => 4
 _ =>
   5
}
last_comment=match x {
 A => 1 # one

 # none of the others
}
first_comment=match x { # first
 # second
 A => { # inside
  1 } }
