# The platform by a name that is no path.
app [main!] { pf: platform "a platform of this name" }

import pf.Echo exposing [echo!]
import Greeting

main! : List(Str) => Try({}, [Exit(I8), ..])
main! = |args| {
	echo!(Greeting.of(Str.join_with(args, "|")))
	Err(Exit(3))
}
