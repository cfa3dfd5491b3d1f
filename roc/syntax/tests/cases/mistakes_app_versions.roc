app [main!] { a: platform "x", b: platform "y", roc: "9", roc: "1.0.0", }
