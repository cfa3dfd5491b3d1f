# The host has Rust's standard library, and so what that needs of each system.
platform "std"
	requires {
		process : Str -> Str
	}
	exposes []
	packages {}
	provides { "roc__process": process_for_host }
	targets: {
		x64musl: { inputs: ["crt1.o", "libhost.a", app, "libc.a", "libunwind.a"] },
		arm64musl: { inputs: ["crt1.o", "libhost.a", app, "libc.a", "libunwind.a"] },
		x64glibc: { inputs: ["Scrt1.o", "libhost.a", app, "libc.so", "libpthread.so", "libdl.so", "libgcc_s.so"] },
		arm64glibc: { inputs: ["Scrt1.o", "libhost.a", app, "libc.so", "libpthread.so", "libdl.so", "libgcc_s.so"] },
		x64mac: { inputs: ["libhost.a", app, "libSystem.tbd"] },
		arm64mac: { inputs: ["libhost.a", app, "libSystem.tbd"] },
		x64win: {
			inputs: [
				"crt2.o",
				"libhost.a",
				app,
				"unwind.o",
				"libmsvcrt.a",
				"libkernel32.a",
				"libntdll.a",
				"libuserenv.a",
				"libws2_32.a",
			],
		},
	}

process_for_host : Str -> Str
process_for_host = |text| process(text)
