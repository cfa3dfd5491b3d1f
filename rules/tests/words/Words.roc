Words := [].{

	## The words of a text, between single spaces.
	of : Str -> List(Str)
	of = |text| text.split_on(" ").drop_if(|word| word.is_empty())
}

expect Words.of("") == []
expect Words.of(" a  b ") == ["a", "b"]
expect Words.of("one") == ["one"]
