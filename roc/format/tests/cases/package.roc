package [A,B]{}
