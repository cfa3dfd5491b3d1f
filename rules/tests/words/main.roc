package [Words] {}
