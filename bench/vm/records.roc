# Records in lists: made, mapped, filtered, grouped, sorted by a field.

Item : { id : U64, name : Str, price : U64, tags : List(Str) }

make : U64 -> Item
make = |id| { id, name: "item ${id.to_str()}", price: id * 7919 % 1009, tags: if id % 3 == 0 ["sale"] else [] }

main! = |args| {
	count = 20000 + args.len()
	var $items = []
	for id in 0..<count {
		$items = $items.append(make(id))
	}
	raised = $items.map(|item| { ..item, price: item.price + item.price // 10 })
	cheap = raised.keep_if(|item| item.price < 500 and item.tags.len() == 0)
	total = cheap.fold(0.U64, |sum, item| sum + item.price)
	sorted = cheap.sort_with(|a, b| if a.price < b.price LT else if a.price > b.price GT else if a.id < b.id LT else GT)
	first = match sorted.first() {
		Ok(item) => item.name
		Err(_) => "none"
	}
	var $letters = 0.U64
	for item in sorted {
		$letters = $letters + item.name.count_utf8_bytes()
	}
	echo!("${cheap.len().to_str()} cheap, total ${total.to_str()}, first ${first}, letters ${$letters.to_str()}\n")
	Ok({})
}
