package [A,B,]
