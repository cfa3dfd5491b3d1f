app [main!] { pf: platform "../../platform/main.roc", text: "../../text/main.roc" }

import pf.File
import pf.Out
import text.Lines

main! : List(Str) => I32
main! = |args| match args {
	[path, ..] => {
		Out.line!("${Lines.of(File.read!(path)).len().to_str()} lines")
		0
	}
	[] => {
		Out.line!("which file?")
		2
	}
}
