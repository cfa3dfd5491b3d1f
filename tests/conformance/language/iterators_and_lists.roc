# `Iter`, `Stream`, `Range` and the less usual functions of `List`.
p = |x| Str.inspect(x)

main! = |_args| {
	it = [1.U64, 2, 3, 4, 5, 6].iter()
	l1 : List(U64)
	l1 = it.map(|x| x * 10).keep_if(|x| x > 10).drop_if(|x| x == 30).collect()
	echo!("${p(l1)}\n")
	echo!("${p(it.fold(0, |a, b| a + b))} ${p(it.sum())} ${p(it.product())} ${p(it.min())} ${p(it.max())}\n")
	d : Dict(Str, U64)
	d = [("a", 1), ("b", 2)].iter().collect()
	echo!("${p(d.to_list())}\n")
	e : List(U64)
	e = Iter.custom(0.U64, Unknown, |s| if s < 4 Ok((s * s, s + 1)) else Err(NoMore)).collect()
	echo!("${p(e)}\n")
	f : List(U64)
	f = it.take_first(4).drop_first(1).prepended(100).append(200).concat(Iter.single(7)).collect()
	echo!("${p(f)} ${p(it.step_by(4).fold([], |a, x| a.append(x)))} ${p(it.size_hint())} ${p(it.keep_if(|x| x > 2).size_hint())}\n")
	for x in (1.U8..=10).step_by(3) {
		echo!("${p(x)},")
	}
	for x in (1.U8..<10).iter_rev() {
		echo!("${p(x)},")
	}
	for x in (3.I32).to(6) {
		echo!("${p(x)},")
	}
	for x in (3.I32).until(6) {
		echo!("${p(x)},")
	}
	for x in (1.U8..=10).step_by(3).iter_rev() {
		echo!("${p(x)},")
	}
	for (k, v) in d {
		echo!("${k}${p(v)} ")
	}
	for c in "hé".iter_utf8() {
		echo!("${p(c)} ")
	}
	for x in Set.from_list([3.U8, 1, 3]) {
		echo!("${p(x)} ")
	}
	for x in 0.0..<1.0 {
		echo!("${p(x)} ")
	}
	echo!("\n")
	s = [1.U64, 2, 3].iter().stream().map!(
		|x| {
			echo!("<${p(x)}>")
			x + 1
		},
	)
	echo!("${p(s.collect!())}\n")
	match it.next() {
		One({ item, rest }) => echo!("${p(item)} ${p(rest.size_hint())}\n")
		Skip(_) => echo!("skip\n")
		Done => echo!("done\n")
	}
	echo!("${p([3.U64, 1, 2].sort_with(|a, b| a.compare(b)))} ${p([1.U64, 2, 3].sum())} ${p([].sum() + 0.U8)}\n")
	echo!("${p([1.U64, 2, 3].fold_rev([], |x, acc| acc.append(x)))}\n")
	echo!("${p([1.U64, 2, 3, 4].fold_until(0, |acc, x| if x > 2 Break(acc) else Continue(acc + x)))}\n")
	echo!("${p(["1", "x", "3"].keep_oks(|q| U8.from_str(q)))} ${p(["1", "x"].map_try(|q| U8.from_str(q)))}\n")
	echo!("${p([1.U8, 2, 3, 4, 5].chunks_of(2))} ${p([1.U8, 0, 2, 0].split_on(0))} ${p([1.U8, 2].map2(["a", "b", "c"], |a, b| (a, b)))}\n")
	echo!("${p([1.U8, 2, 3].update(1, |q| q * 10))} ${p([1.U8].get(3))} ${p([1.U8, 2, 3].sublist({ start: 1, len: 9 }))}\n")
	echo!("${p([1.U8, 2].append_range_within(0, 5))} ${p([1.U8, 2, 3, 4].copy_range_within(1, 0, 3))} ${p([1.U8].get_wrap(5))}\n")
	echo!("${p([[1.U8], [2, 3]].join())} ${p([1.U8, 2].intersperse(0))} ${p([1.U8, 2, 1].split_first(2))} ${p([1.U8].swap(0, 3))}\n")
	echo!("${p(List.repeat("x", 2))} ${p([1.U8, 2, 3].drop_swap(0))} ${p([1.U8, 2].insert(2, 9))} ${p([1.U8, 2].replace(0, 5))}\n")
	Ok({})
}
