File := [].{

	## The whole of a text file; "" if it can't be read.
	read! : Str => Str
}
