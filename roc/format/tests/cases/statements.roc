f=|x| {
var $a=1
var $b
var $c:U8
$a=2
for (k,v) in x.iter(){ echo!(k) }
while $a<3{ $a=$a+1 }
expect $a==3
dbg $a
{p,q}=x
Point.{x,y}=q
_=p
if $a>1 break
Name:a
crash "no"
return Err(
  "x")
}
g=||
   {}
h =
   # above
   1
