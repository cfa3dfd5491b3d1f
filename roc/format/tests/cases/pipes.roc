arrow=x->f(a).g()
arrow_name=x->f.g
dropped=(x|>foo(),x|>Ok(),x|>(|v|v)())
kept=x|>foo()?
mapped=(x->foo)?
spaced=foo|>bar(baz) .blah()
owned=foo|>bar(baz).blah()
glued=a|>f|>g(b)
flat=a
   .b()
   ->C.d()
   .e()
block=x|>(|y|{ y + 1 })
comment=x|>foo(
 # nothing yet
)
forced=x|>f({a: 1,
})
result=(x
  |> f).g
number=5.U8.to_str()
negative=-5 .abs()
record=r.?a .b.?c??0
