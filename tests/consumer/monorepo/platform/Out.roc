Out := [].{

	## Writes a line to standard output.
	line! : Str => {}
}
