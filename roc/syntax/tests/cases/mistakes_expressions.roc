# One mistake a statement; each has one message, and the statements after it are whole.
operand = 1 + * 2
list = ["first", "second"), "third"]
call = f(1, 2]
record = { a: 1, b: 2 ]
after = fine
arrow = match x { A -> 1 }
no_arrow = match x {
	0 => "none"
	1 "one"
}
no_branches = match x {}
no_body = match x Ok
pipe = x |> 5
pipe_old = x->
accessor = x.(1)
upper = x.Name
range = a..b
dollar = r.$field
dollar_field = { $a: 1, b: 2 }
called = r.?f(1)
no_in = |xs| {
	for x xs { 1 }
	inner = fine
}
semicolon = { a = 1; b = 2 }
several = {
	bad = 1 +
	worse = ]
	good = 2
	good
}
assign = if a = 2 {
	1
}
bars = a || b
amps = a && b
text = "open ${a b}"
unclosed = "never closed
after_unclosed = 1
base = { a: 1, ..r }
underscore = _ + 1
keyword = where + 1
last = fine
