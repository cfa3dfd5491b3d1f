app [main!] { pf: platform glue }
