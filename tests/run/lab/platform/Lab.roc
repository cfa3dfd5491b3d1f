## The process around the program.
Lab := [].{

	## Writes the text to standard output, at once.
	print! : Str => {}

	## All of standard input, up to 64 kB.
	read! : () => Str

	## Sends a signal to the own process.
	raise! : I64 => {}

	## How many variables the environment has.
	variables! : () => I64
}
