## The old header.
module [a, B as C]

a = 1
