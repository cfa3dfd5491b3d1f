app [main!] { pf: platform "../../platform/main.roc", text: "../../text/main.roc" }

import pf.Out
import text.Lines

main! : List(Str) => I32
main! = |args| {
	for line in Lines.of(Str.join_with(args, "\n")) {
		Out.line!("${line}!")
	}
	0
}
