# The target of a pipe takes the postfixes that are glued to it.
plain = x |> f
args = x |> f(a, b)
tag = x |> Ok
lambda = x |> (|y| y + 1)
chain = x |> f |> g(1)
value = x |> f(a).g()
spaced = x |> f(a) .g()
lines = x
	|> Str.trim
	|> f(a)?
	.g()
question = x |> f(a)? |> g
tight = a + b |> f
arrow = x->f(a).g()->Str.trim
twice = x |> f(a)(b)

glued = a|>f|>g(b)|>h

arrows = a |> f->g(b)->h
