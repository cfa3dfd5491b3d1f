package [Shout] { words: "a package of this name" }
