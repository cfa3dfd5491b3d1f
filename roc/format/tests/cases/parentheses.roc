one=(
   a + b
)
broken=(a
   + b)
double=((1+2))
block=({
a = 1
a })
call=f((|x| {
   x }))
lines=(f(a,b,))
comment=( # why
 a)
tuple=(a,
b)
single=(a,)
chain=(list
  .map(f)
  .len())
