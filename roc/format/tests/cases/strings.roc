a = "x${ f( "y${ z }" ) }"
b = "x${
  y }z"
c = "x${match y { A => 1 }}"
d = \\one ${ a+b }
  # between

  \\two
e = f(
   \\one
)
g = \\typed
   .Path
h = "typed" .len()
i = 'x'
j = ["a\tb", "\u(1F600)"]
k = {a:
   \\one
   \\two
   , b: 1}
