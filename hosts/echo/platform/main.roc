# The default platform: a program writes text and ends with a code.
platform "echo"
	requires {
		main! : List(Str) => Try(_, [Exit(I8), ..])
	}
	exposes [Echo]
	packages {}
	provides { "roc__main": main_for_host! }
	hosted { "roc_host__echo": Echo.echo! }
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

import Echo exposing [echo!]

# The exit code; the host takes its lowest byte, so -1 becomes 255.
main_for_host! : List(Str) => I32
main_for_host! = |args| match main!(args) {
	Ok(_) => 0
	Err(Exit(code)) => code.to_i32()
	Err(other) => {
		echo!("Program exited with error: ${Str.inspect(other)}\n")
		1
	}
}
