# A search over a grid with a Dict of visited places whose keys are tuples, and a list as a queue.

neighbours : (U64, U64), U64 -> List((U64, U64))
neighbours = |(x, y), size| {
	var $near = []
	if x + 1 < size {
		$near = $near.append((x + 1, y))
	}
	if y + 1 < size {
		$near = $near.append((x, y + 1))
	}
	if x > 0 {
		$near = $near.append((x - 1, y))
	}
	if y > 0 {
		$near = $near.append((x, y - 1))
	}
	$near
}

main! = |args| {
	size = 70 + args.len()
	var $distance = Dict.empty().insert((0.U64, 0.U64), 0.U64)
	var $queue = [(0.U64, 0.U64)]
	var $at = 0.U64
	while $at < $queue.len() {
		place = $queue.get($at) ?? (0, 0)
		steps = $distance.get(place) ?? 0
		for (x, y) in neighbours(place, size) {
			if (x * 7 + y * 13) % 11 != 0 and !$distance.contains((x, y)) {
				$distance = $distance.insert((x, y), steps + 1)
				$queue = $queue.append((x, y))
			}
		}
		$at = $at + 1
	}
	far = $distance.values().fold(0.U64, |most, n| if n > most n else most)
	echo!("${$distance.len().to_str()} places, the furthest ${far.to_str()} steps away\n")
	Ok({})
}
