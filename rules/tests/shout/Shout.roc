import words.Words

Shout := [].{
	loud : Str -> Str
	loud = |text| Str.join_with(Words.of(text), " ").concat("!")
}
