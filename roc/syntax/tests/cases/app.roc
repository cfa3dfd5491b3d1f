app [main!, Model] {
	pf: platform "../platform/main.roc",
	json: "https://example.com/abc.tar.zst",
	roc: "nightly-2026-01-01",
}

main! = |_args| Ok({})
