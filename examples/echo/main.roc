# Writes its arguments, each on a line, and ends with an error when there are none.
app [main!] { pf: platform "../../hosts/echo/platform/main.roc" }

import pf.Echo exposing [echo!]

main! : List(Str) => Try({}, [Exit(I8), NothingToSay, ..])
main! = |args| {
	if args.is_empty() {
		return Err(NothingToSay)
	}
	for arg in args {
		echo!("${arg}\n")
	}
	Ok({})
}
