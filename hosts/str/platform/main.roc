# The host passes texts in and prints what comes back.
platform "str"
	requires {
		process : Str -> Str
	}
	exposes []
	packages {}
	provides { "roc__process": process_for_host }
	targets: {
		inputs_dir: "targets/",
		x64musl: { inputs: ["crt1.o", "libhost.a", app, "libc.a"] },
		arm64musl: { inputs: ["crt1.o", "libhost.a", app, "libc.a"] },
	}

process_for_host : Str -> Str
process_for_host = |text| process(text)
