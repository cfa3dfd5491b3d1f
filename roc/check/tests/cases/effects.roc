apply = |f, x| f(x)

twice! : (U8 => U8), U8 => U8
twice! = |f!, x| f!(f!(x))

pure_given = |x| x + 1

id = |x| x

uses : U8 => U8
uses = |x| twice!(pure_given, apply(id, x))

wrong : (U8 => U8) -> U8
wrong = |f!| f!(1)
