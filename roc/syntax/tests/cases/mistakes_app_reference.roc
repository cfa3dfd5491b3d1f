app [main!] { roc: platform "x", pf: platform x }

main! = 1
