package [Lines] {}
