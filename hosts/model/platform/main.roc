# The host holds a model that only the app can look into, changes it by events and shows it.
platform "model"
	requires {
		[Model : model] for program : {
			init : () -> model,
			update : model, Str -> model,
			render : model -> { title : Str, lines : List(Str) },
		}
	}
	exposes []
	packages {}
	provides {
		"roc__init": init_for_host,
		"roc__update": update_for_host,
		"roc__render": render_for_host,
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

init_for_host : () -> Box(Model)
init_for_host = || Box.box((program.init)())

update_for_host : Box(Model), Str -> Box(Model)
update_for_host = |model, event| Box.box((program.update)(Box.unbox(model), event))

render_for_host : Box(Model) -> { title : Str, lines : List(Str) }
render_for_host = |model| (program.render)(Box.unbox(model))
