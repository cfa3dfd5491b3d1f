a:()->{}
b : A,
   B -> C
c : ( A,
   B -> C )
d : { a:U8,
  b?:Str, c:U8??1 }
e : [A,B(U8,
  Str),..]
f : { a:U8, # one
  ..rest }
g:a->b where[a.c:a->b,b.D]
h : A -> B
  where [a.b : c]
i : A -> B where [a.b : c,]
Foo(a,b,):=(a,b)
Bar::{}.{}
Baz:=[].{
# nothing
}
a.Ord:where[a.lt:a,a->Bool]
a.Eq(b) :
  where [a.eq : b]
Deep := [Leaf, Node(Box(Deep),
   U8,)].{
## Documented first.
x=1
y=2
## Documented later.
z=3 }
k : mod.Type(a) -> { f : (a -> b), .. }
