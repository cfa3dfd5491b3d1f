# A package by its path, which needs another one by a name that is no path.
app [main!] { pf: platform "../../hosts/echo/platform/main.roc", shout: "shout/main.roc", words: "a package of this name" }

import pf.Echo exposing [echo!]
import shout.Shout
import words.Words

main! : List(Str) => Try({}, [Exit(I8), ..])
main! = |args| {
	count = Words.of(Str.join_with(args, " ")).len()
	echo!(Shout.loud("${count.to_str()} words"))
	Ok({})
}
