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
		x64glibc: { inputs: ["Scrt1.o", "libhost.a", app, "libc.so"] },
		arm64glibc: { inputs: ["Scrt1.o", "libhost.a", app, "libc.so"] },
		x64mac: { inputs: ["libhost.a", app, "libSystem.tbd"] },
		arm64mac: { inputs: ["libhost.a", app, "libSystem.tbd"] },
		x64win: { inputs: ["crt2.o", "libhost.a", app, "libmsvcrt.a", "libkernel32.a"] },
	}

process_for_host : Str -> Str
process_for_host = |text| process(text)
