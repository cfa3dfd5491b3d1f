platform "house"
	requires {
		main! : List(Str) => I32
	}
	exposes [File, Out]
	packages {}
	provides { "roc__main": main_for_host! }
	hosted { "roc_host__file_read": File.read!, "roc_host__out_line": Out.line! }
	targets: {
		inputs_dir: "targets/",
		x64musl: { inputs: ["crt1.o", "libhost.a", app, "libc.a"] },
		arm64musl: { inputs: ["crt1.o", "libhost.a", app, "libc.a"] },
	}

import File
import Out

main_for_host! : List(Str) => I32
main_for_host! = |args| main!(args)
