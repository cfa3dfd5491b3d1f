app [main!] { a: "x", b: "y" }

main! = 1
