# Precedence, associativity, prefix operators, and where spaces decide.
sums = 1 + 2 * 3 - 4 // 5 % 6 / 7
logic = a and b or !c and d == e != f
comparisons = a < b <= c
defaults = x ?? y ?? z
mapped = read(path) ? NotFound
ranges = 1..<n + 1
inclusive = 0..=9 or b
negative = -p.x + -1 - -y.abs()
glued = x-1
apart = [x - 1]
prefix = !s.is_empty()
calls = [f(x)(y) + (f), (x)]
try = f(x)?.g()? + h?
