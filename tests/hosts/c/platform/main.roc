# A platform whose host is written in C.
platform "c"
	requires {
		greet : Str -> Str,
		total : List(I64) -> I64
	}
	exposes []
	packages {}
	provides {
		"roc__greet": greet_for_host,
		"roc__report": report_for_host!,
	}
	hosted { "roc_host__log": log! }
	targets: {
		inputs_dir: "targets/",
		x64musl: { inputs: ["crt1.o", "libhost.a", app, "libc.a"] },
	}

log! : Str, U8 => I64

greet_for_host : Str -> Str
greet_for_host = |name| greet(name)

report_for_host! : List(I64), Str => I64
report_for_host! = |numbers, label| {
	sum = total(numbers)
	seen = log!("${label}: ${sum.to_str()}", 7)
	sum + seen
}
