Lines := [].{

	## The lines of a text that are not empty.
	of : Str -> List(Str)
	of = |text| text.split_on("\n").drop_if(|line| line.is_empty())
}

expect Lines.of("a\n\nb\n") == ["a", "b"]
expect Lines.of("") == []
