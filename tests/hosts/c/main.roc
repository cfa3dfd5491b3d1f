app [greet, total] { pf: platform "./platform/main.roc" }

greet : Str -> Str
greet = |name| "Hello from Roc, ${name}!"

total : List(I64) -> I64
total = |numbers| numbers.fold(0, |sum, number| sum + number)
