app [main!] { Pf: platform "x" }

main! = 1
