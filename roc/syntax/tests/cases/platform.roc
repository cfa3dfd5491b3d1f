platform "demo"
	requires { [State : state, Event : event] for program : { start : () -> state, tick! : state, U64 => state }, other : a, b -> c, [X : x] for last : x }
	exposes [Term, Util]
	packages { dep: "../dep/main.roc", roc: "1.2.3" }
	provides { "demo_start": start_for_host, "demo_tick": tick_for_host! }
	hosted { "demo_write": Term.write!, "demo_exit": exit! }
	targets: {
		inputs_dir: "targets/",
		x64musl: { inputs: ["crt1.o", "libhost.a", app, "libc.a"], output: Exe },
		wasm32: { inputs: [app], exports: ["a", b], stack: 1024, plain },
	}

import Term

start_for_host : () -> Box(State)
start_for_host = || Box.box((program.start)())
