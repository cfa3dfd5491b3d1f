# A platform for tests of what surrounds a program: its standard streams, its signals, its environment.
platform "lab"
	requires {
		main! : I64 => I64
	}
	exposes [Lab]
	packages {}
	provides { "roc__main": main_for_host! }
	hosted {
		"roc_host__print": Lab.print!,
		"roc_host__read": Lab.read!,
		"roc_host__raise": Lab.raise!,
		"roc_host__variables": Lab.variables!,
	}
	targets: {
		inputs_dir: "targets/",
		x64musl: { inputs: ["crt1.o", "libhost.a", app, "libc.a"] },
	}

import Lab

# Gets the number of arguments, gives the exit code.
main_for_host! : I64 => I64
main_for_host! = |count| main!(count)
