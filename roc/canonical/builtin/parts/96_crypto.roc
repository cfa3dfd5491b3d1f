## Hashes that nobody can find two inputs for.
Crypto :: [].{
	## SHA-256 of FIPS 180-4.
	SHA256 :: [].{
		## The 32 bytes of a hash.
		Digest :: { bytes : List(U8) }.{
			is_eq : _

			to_hash : Crypto.SHA256.Digest, DictHasher -> DictHasher
			to_hash = |digest, hasher| hasher.write_bytes(digest.bytes)

			to_inspect : Crypto.SHA256.Digest -> Str
			to_inspect = |digest| "SHA256.Digest(\"${hex_of_bytes(digest.bytes)}\")"

			## The bytes.
			to_bytes : Crypto.SHA256.Digest -> List(U8)
			to_bytes = |digest| digest.bytes

			## Two digits for each byte, with a-f.
			to_hex : Crypto.SHA256.Digest -> Str
			to_hex = |digest| hex_of_bytes(digest.bytes)

			## The digest with these 32 bytes.
			from_bytes : List(U8) -> Try(Crypto.SHA256.Digest, [WrongLength, ..])
			from_bytes = |bytes| if bytes.len() == 32 {
				Ok({ bytes: bytes })
			} else {
				Err(WrongLength)
			}

			## The digest with these 64 digits.
			from_hex : Str -> Try(Crypto.SHA256.Digest, [WrongLength, BadHex, ..])
			from_hex = |text| if text.count_utf8_bytes() == 64 {
				Ok({ bytes: bytes_of_hex(text)? })
			} else {
				Err(WrongLength)
			}
		}

		## A hash of bytes that come one after the other.
		Hasher :: { words : List(U32), pending : List(U8), length : U64 }.{
			## Of no bytes yet.
			empty : () -> Crypto.SHA256.Hasher
			empty = || { words: hash_start, pending: [], length: 0 }

			## With more bytes.
			write : Crypto.SHA256.Hasher, List(U8) -> Crypto.SHA256.Hasher
			write = |{ words, pending, length }, bytes| {
				all = pending.concat(bytes)
				var $words = words
				var $at = 0
				while all.len() - $at >= 64 {
					$words = sha256_block($words, all, $at)
					$at = $at + 64
				}
				{ words: $words, pending: all.drop_first($at), length: length + bytes.len() }
			}

			## The hash.
			finish : Crypto.SHA256.Hasher -> Crypto.SHA256.Digest
			finish = |{ words, pending, length }| {
				zeros = (119 - pending.len()) % 64
				var $end = pending.append(128).concat(List.repeat(0, zeros))
				bits = length.times_wrap(8)
				for shift in [56, 48, 40, 32, 24, 16, 8, 0] {
					$end = $end.append(bits.shr_wrap(shift).to_u8_wrap())
				}
				var $words = words
				var $at = 0
				while $at < $end.len() {
					$words = sha256_block($words, $end, $at)
					$at = $at + 64
				}
				{ bytes: $words.join_map(|word| [word.shr_wrap(24).to_u8_wrap(), word.shr_wrap(16).to_u8_wrap(), word.shr_wrap(8).to_u8_wrap(), word.to_u8_wrap()]) }
			}
		}

		## The hash of bytes.
		hash : List(U8) -> Crypto.SHA256.Digest
		hash = |bytes| Crypto.SHA256.Hasher.empty().write(bytes).finish()

		## The hash of all bytes that the iterator gives.
		hash_chunks : Iter(List(U8)) -> Crypto.SHA256.Digest
		hash_chunks = |chunks| chunks.fold(Crypto.SHA256.Hasher.empty(), |hasher, bytes| hasher.write(bytes)).finish()
	}

	## BLAKE3, without key.
	BLAKE3 :: [].{
		## The 32 bytes of a hash.
		Digest :: { bytes : List(U8) }.{
			is_eq : _

			to_hash : Crypto.BLAKE3.Digest, DictHasher -> DictHasher
			to_hash = |digest, hasher| hasher.write_bytes(digest.bytes)

			to_inspect : Crypto.BLAKE3.Digest -> Str
			to_inspect = |digest| "BLAKE3.Digest(\"${hex_of_bytes(digest.bytes)}\")"

			## The bytes.
			to_bytes : Crypto.BLAKE3.Digest -> List(U8)
			to_bytes = |digest| digest.bytes

			## Two digits for each byte, with a-f.
			to_hex : Crypto.BLAKE3.Digest -> Str
			to_hex = |digest| hex_of_bytes(digest.bytes)

			## The digest with these 32 bytes.
			from_bytes : List(U8) -> Try(Crypto.BLAKE3.Digest, [WrongLength, ..])
			from_bytes = |bytes| if bytes.len() == 32 {
				Ok({ bytes: bytes })
			} else {
				Err(WrongLength)
			}

			## The digest with these 64 digits.
			from_hex : Str -> Try(Crypto.BLAKE3.Digest, [WrongLength, BadHex, ..])
			from_hex = |text| if text.count_utf8_bytes() == 64 {
				Ok({ bytes: bytes_of_hex(text)? })
			} else {
				Err(WrongLength)
			}
		}

		## A hash of bytes that come one after the other.
		Hasher :: { pending : List(U8), chunks : U64, stack : List(List(U32)) }.{
			## Of no bytes yet.
			empty : () -> Crypto.BLAKE3.Hasher
			empty = || { pending: [], chunks: 0, stack: [] }

			## With more bytes.
			write : Crypto.BLAKE3.Hasher, List(U8) -> Crypto.BLAKE3.Hasher
			write = |{ pending, chunks, stack }, bytes| {
				all = pending.concat(bytes)
				var $chunks = chunks
				var $stack = stack
				var $at = 0
				# The last chunk stays: how it is hashed depends on whether it is the only one.
				while all.len() - $at > 1024 {
					$stack = blake3_push($stack, blake3_chunk(all.sublist({ start: $at, len: 1024 }), $chunks, 0), $chunks + 1)
					$chunks = $chunks + 1
					$at = $at + 1024
				}
				{ pending: all.drop_first($at), chunks: $chunks, stack: $stack }
			}

			## The hash.
			finish : Crypto.BLAKE3.Hasher -> Crypto.BLAKE3.Digest
			finish = |{ pending, chunks, stack }| {
				var $words = blake3_chunk(pending, chunks, if stack.is_empty() { blake3_root } else { 0 })
				var $left = stack.len()
				while $left > 0 {
					$left = $left - 1
					above = Intrinsic.list_get_unchecked(stack, $left)
					$words = blake3_parent(above, $words, if $left == 0 { blake3_root } else { 0 })
				}
				{ bytes: $words.join_map(|word| [word.to_u8_wrap(), word.shr_wrap(8).to_u8_wrap(), word.shr_wrap(16).to_u8_wrap(), word.shr_wrap(24).to_u8_wrap()]) }
			}
		}

		## The hash of bytes.
		hash : List(U8) -> Crypto.BLAKE3.Digest
		hash = |bytes| Crypto.BLAKE3.Hasher.empty().write(bytes).finish()

		## The hash of all bytes that the iterator gives.
		hash_chunks : Iter(List(U8)) -> Crypto.BLAKE3.Digest
		hash_chunks = |chunks| chunks.fold(Crypto.BLAKE3.Hasher.empty(), |hasher, bytes| hasher.write(bytes)).finish()
	}
}

# `Hasher` means another type inside of the types above.
DictHasher : Hasher

hex_of_bytes : List(U8) -> Str
hex_of_bytes = |bytes| bytes.fold("", |text, byte| text.concat(json_hex_digit(byte // 16)).concat(json_hex_digit(byte % 16)))

bytes_of_hex : Str -> Try(List(U8), [BadHex, ..])
bytes_of_hex = |text| {
	var $bytes = []
	for pair in text.to_utf8().chunks_of(2) {
		var $byte = 0.U8
		for digit in pair {
			value = if digit >= '0' and digit <= '9' {
				digit - '0'
			} else if digit >= 'a' and digit <= 'f' {
				digit - 'a' + 10
			} else if digit >= 'A' and digit <= 'F' {
				digit - 'A' + 10
			} else {
				return Err(BadHex)
			}
			$byte = $byte.shl_wrap(4).bitwise_or(value)
		}
		$bytes = $bytes.append($byte)
	}
	Ok($bytes)
}

rotated : U32, U8 -> U32
rotated = |word, count| word.shr_wrap(count).bitwise_or(word.shl_wrap(32 - count))

hash_start : List(U32)
hash_start = [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19]

sha256_constants : List(U32)
sha256_constants = [
	0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
	0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
	0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
	0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
	0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
	0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
	0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
	0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
]

# The state after the 64 bytes from `start` on.
sha256_block : List(U32), List(U8), U64 -> List(U32)
sha256_block = |words, bytes, start| {
	byte = |index| Intrinsic.list_get_unchecked(bytes, start + index).to_u32()
	var $schedule = List.with_capacity(64)
	var $at = 0
	while $at < 16 {
		$schedule = $schedule.append(byte($at * 4).shl_wrap(24).bitwise_or(byte($at * 4 + 1).shl_wrap(16)).bitwise_or(byte($at * 4 + 2).shl_wrap(8)).bitwise_or(byte($at * 4 + 3)))
		$at = $at + 1
	}
	while $at < 64 {
		x = Intrinsic.list_get_unchecked($schedule, $at - 15)
		y = Intrinsic.list_get_unchecked($schedule, $at - 2)
		s0 = rotated(x, 7).bitwise_xor(rotated(x, 18)).bitwise_xor(x.shr_wrap(3))
		s1 = rotated(y, 17).bitwise_xor(rotated(y, 19)).bitwise_xor(y.shr_wrap(10))
		$schedule = $schedule.append(Intrinsic.list_get_unchecked($schedule, $at - 16).plus_wrap(s0).plus_wrap(Intrinsic.list_get_unchecked($schedule, $at - 7)).plus_wrap(s1))
		$at = $at + 1
	}
	word = |index| Intrinsic.list_get_unchecked(words, index)
	var $a = word(0)
	var $b = word(1)
	var $c = word(2)
	var $d = word(3)
	var $e = word(4)
	var $f = word(5)
	var $g = word(6)
	var $h = word(7)
	$at = 0
	while $at < 64 {
		s1 = rotated($e, 6).bitwise_xor(rotated($e, 11)).bitwise_xor(rotated($e, 25))
		choice = $e.bitwise_and($f).bitwise_xor($e.bitwise_not().bitwise_and($g))
		first = $h.plus_wrap(s1).plus_wrap(choice).plus_wrap(Intrinsic.list_get_unchecked(sha256_constants, $at)).plus_wrap(Intrinsic.list_get_unchecked($schedule, $at))
		s0 = rotated($a, 2).bitwise_xor(rotated($a, 13)).bitwise_xor(rotated($a, 22))
		majority = $a.bitwise_and($b).bitwise_xor($a.bitwise_and($c)).bitwise_xor($b.bitwise_and($c))
		$h = $g
		$g = $f
		$f = $e
		$e = $d.plus_wrap(first)
		$d = $c
		$c = $b
		$b = $a
		$a = first.plus_wrap(s0.plus_wrap(majority))
		$at = $at + 1
	}
	List.map2(words, [$a, $b, $c, $d, $e, $f, $g, $h], |old, new| old.plus_wrap(new))
}

blake3_root : U32
blake3_root = 8

blake3_order : List(U64)
blake3_order = [2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8]

# The eight ways in which each round mixes four words.
blake3_mixes : List((U64, U64, U64, U64))
blake3_mixes = [(0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15), (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)]

# The first half of what a block of 16 words makes of 8 words.
blake3_compress : List(U32), List(U32), U64, U32, U32 -> List(U32)
blake3_compress = |words, block, counter, length, flags| {
	var $state = words.concat(hash_start.take_first(4)).concat([counter.to_u32_wrap(), counter.shr_wrap(32).to_u32_wrap(), length, flags])
	var $block = block
	var $round = 0
	while $round < 7 {
		var $mix = 0
		for (a, b, c, d) in blake3_mixes {
			$state = blake3_mix($state, a, b, c, d, Intrinsic.list_get_unchecked($block, $mix * 2), Intrinsic.list_get_unchecked($block, $mix * 2 + 1))
			$mix = $mix + 1
		}
		now = $block
		$block = blake3_order.map(|index| Intrinsic.list_get_unchecked(now, index))
		$round = $round + 1
	}
	List.map2($state.take_first(8), $state.drop_first(8), |low, high| low.bitwise_xor(high))
}

blake3_mix : List(U32), U64, U64, U64, U64, U32, U32 -> List(U32)
blake3_mix = |state, a, b, c, d, x, y| {
	a1 = Intrinsic.list_get_unchecked(state, a).plus_wrap(Intrinsic.list_get_unchecked(state, b)).plus_wrap(x)
	d1 = rotated(Intrinsic.list_get_unchecked(state, d).bitwise_xor(a1), 16)
	c1 = Intrinsic.list_get_unchecked(state, c).plus_wrap(d1)
	b1 = rotated(Intrinsic.list_get_unchecked(state, b).bitwise_xor(c1), 12)
	a2 = a1.plus_wrap(b1).plus_wrap(y)
	d2 = rotated(d1.bitwise_xor(a2), 8)
	c2 = c1.plus_wrap(d2)
	b2 = rotated(b1.bitwise_xor(c2), 7)
	set = |list, index, word| Intrinsic.list_set_unchecked(list, index, word)
	set(set(set(set(state, a, a2), b, b2), c, c2), d, d2)
}

# What up to 1024 bytes make; the flags are for their last block.
blake3_chunk : List(U8), U64, U32 -> List(U32)
blake3_chunk = |bytes, index, last_flags| {
	length = bytes.len()
	var $words = hash_start
	var $at = 0
	while $at == 0 or $at < length {
		count = (length - $at).min(64)
		start = if $at == 0 { 1 } else { 0 }
		end = if $at + count == length { last_flags.bitwise_or(2) } else { 0 }
		at = $at
		byte = |place| match bytes.get(at + place) {
			Ok(value) => value.to_u32()
			Err(_) => 0
		}
		block = [0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60].map(|place| byte(place).bitwise_or(byte(place + 1).shl_wrap(8)).bitwise_or(byte(place + 2).shl_wrap(16)).bitwise_or(byte(place + 3).shl_wrap(24)))
		$words = blake3_compress($words, block, index, count.to_u32_wrap(), start.bitwise_or(end))
		$at = $at + 64
	}
	$words
}

blake3_parent : List(U32), List(U32), U32 -> List(U32)
blake3_parent = |left, right, flags| blake3_compress(hash_start, left.concat(right), 0, 64, flags.bitwise_or(4))

# The stack with another chunk, the so-manyth: subtrees of equal size become one.
blake3_push : List(List(U32)), List(U32), U64 -> List(List(U32))
blake3_push = |stack, words, chunks| {
	var $stack = stack
	var $words = words
	var $chunks = chunks
	while $chunks.is_even() {
		top = $stack.len() - 1
		$words = blake3_parent(Intrinsic.list_get_unchecked($stack, top), $words, 0)
		$stack = $stack.take_first(top)
		$chunks = $chunks // 2
	}
	$stack.append($words)
}

