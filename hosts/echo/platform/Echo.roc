## Standard output.
Echo := [].{

	## Writes the text as it is, without adding a newline.
	echo! : Str => {}
}
