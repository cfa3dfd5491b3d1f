# SHA-256 and BLAKE3 at lengths around their blocks and chunks; digests as text and back.
main! = |_args| {
	show! = |l, n| {
		bytes = List.from_iter((0.U64..<n).iter()).map(|i| (i % 251).to_u8_wrap())
		echo!("${l} ${Crypto.SHA256.hash(bytes).to_hex()} ${Crypto.BLAKE3.hash(bytes).to_hex()}\n")
	}
	for n in [0.U64, 1, 3, 55, 56, 63, 64, 65, 119, 120, 1023, 1024, 1025, 2048, 2049, 3073, 4096, 5120, 8193, 31744] {
		show!(n.to_str(), n)
	}
	d = Crypto.SHA256.hash("abc".to_utf8())
	echo!("${Str.inspect(d)} ${Str.inspect(Crypto.SHA256.Digest.from_hex(d.to_hex()) == Ok(d))} ${Str.inspect(Crypto.SHA256.Digest.from_bytes([1]))} ${Str.inspect(Crypto.BLAKE3.Digest.from_hex("zz".repeat(32)))}\n")
	h = Crypto.BLAKE3.Hasher.empty().write("ab".to_utf8()).write("c".to_utf8())
	echo!("${h.finish().to_hex()} ${Crypto.BLAKE3.hash_chunks(["a".to_utf8(), "bc".to_utf8()].iter()).to_hex()}\n")
	echo!("${d.to_bytes().len().to_str()} ${Str.inspect(Dict.single(d, 1.U8).get(d))}\n")
	Ok({})
}
