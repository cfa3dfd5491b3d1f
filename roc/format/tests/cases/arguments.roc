record=f({
  a: 1,
  },)
list=x.f([1,2,])
tuple=f((1,2,))
empty=f({
  # nothing
})
two=f({a: 1,
},b)
commented=f( # why
 {a: 1,})
behind=f({a: 1,} # why
)
text=f(\\one
   \\two
   ,2)
matched=list.map(|n|match n { 0=>1, _=>n })
conditional=f(if a b else c)
blocks=f(if a { b } else { c })
broken=f(a
  .b())
joined=f(
   a,
   b
)
nominal=T.(|x| { x })
nominal_record=T.{x:1,y:2,}
builder={a:p,b:q,}.Build.Type
missing=[a b -1 c]
