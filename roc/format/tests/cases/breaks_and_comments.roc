f =  # c
|a, # d
 b| a
   # e
  + b
  |> g( # h
  )
x = match
 # m
 y { A # n
  => 1
   # o
 B if
    c
    # q
    => 2 # r
    # s
    }
t : # u
   A, # v
   B
   # w
   -> C
   where # z
   [a.b : c] 
m = if a { b } 
  else { c }
g = a
   and b
   and c or
   d
n = foo.bar(
   1, 2).baz
  .quux( |x| {
     x } )?
  .z
y = -x.b() |> (|q| { q + 1 }) |> Foo.bar
tests = "a ${ match x { A => "1", _ => { "b" } } } d"
mm = 
   \\abc
   # comment
   \\def ${ x }
z = foo(\\abc
   , 2)
Foo := [A, B
  ].{
  ## doc
  x = 1
  }
import A as
   B exposing
   [c,
   d]
expect x == 1
expect y
w = { ..a, b: 1,
   }
