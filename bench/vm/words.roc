# Text is split into words, which are counted in a Dict of Str; the most frequent ones come first.

text : U64 -> Str
text = |count| {
	names = ["red", "green", "blue", "white", "black", "grey", "orange", "violet", "a rather long name of a colour"]
	var $text = ""
	var $seed = 1.U64
	for _ in 0..<count {
		$seed = $seed * 1103515245 % 2147483648 + 12345
		$text = $text.concat(names.get($seed // 16 % 9) ?? "").concat(($seed // 1024 % 60).to_str()).concat("\n")
	}
	$text
}

main! = |args| {
	var $counts = Dict.empty()
	for line in text(20000 + args.len()).split_on("\n") {
		word = line.trim()
		if !word.is_empty() {
			$counts = $counts.update(word, |old| Ok((old ?? 0.U64) + 1))
		}
	}
	sorted = $counts.to_list().sort_with(|(_, a), (_, b)| if a > b LT else if a < b GT else EQ)
	most = match sorted.first() {
		Ok((_, count)) => count
		Err(_) => 0
	}
	sum = sorted.fold(0.U64, |total, (word, count)| total + word.count_utf8_bytes() * count)
	echo!("${sorted.len().to_str()} words, at most ${most.to_str()} times, ${sum.to_str()} bytes\n")
	Ok({})
}
