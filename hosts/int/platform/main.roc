# The host calculates with two functions of the app.
platform "int"
	requires {
		add_ints : I64, I64 -> I64,
		multiply_ints : I64, I64 -> I64
	}
	exposes []
	packages {}
	provides {
		"roc__addInts": add_ints_for_host,
		"roc__multiplyInts": multiply_ints_for_host,
	}
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

add_ints_for_host : I64, I64 -> I64
add_ints_for_host = |a, b| add_ints(a, b)

multiply_ints_for_host : I64, I64 -> I64
multiply_ints_for_host = |a, b| multiply_ints(a, b)
