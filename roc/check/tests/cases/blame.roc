# One message a mistake, at the part that is wrong.
Config : { name : Str, port ?: U16, tries : U8 ?? 3 }

Color : [Red, Green]

later : U64 -> Str
later = |n| match n {
	0 => "none"
	1 => 1.U8
	_ => "many"
}

field : Config
field = {
	name: "x",
	tries: "many",
}

branches = |wide| if wide {
	"wide"
} else {
	1
}

misspelt : Color -> Str
misspelt = |color| match color {
	Red => "red"
	Gren => "green"
}

arguments : List -> U64
arguments = |list| list.len()

optional : Config -> U16
optional = |config| config.port

needless : Config -> U8
needless = |config| config.?tries ?? 1

Endless := { next : Endless }
