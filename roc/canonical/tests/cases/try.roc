half = |n| {
	a = parse(n)?
	b = parse(n) ? Broken
	c = parse(n) ? |e| wrap(e)
	Ok(a + b + c ?? 0 + parse(n) ?? 1)
}

parse = |n| if n == 0 Err(Zero) else Ok(n)

wrap = |e| Wrapped(e)

outside = parse(1)?

expect parse(1)? == 1

## Also this
## one.
expect {
	check = |n| Ok(parse(n)?)
	check(1).is_ok()
}
