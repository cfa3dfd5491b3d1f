# One mistake a statement.
chained : a -> b -> c
applied : List Str
no_arrow : a, b
unit : ()
legacy : { f : ? Str }
padding : { _ ?: Str }
missing : { f : }
extension : { ..r, a : b }
lower_tag : [a, b]
Alias : { a : b }.{ c = 1 }
Stack := [].{
	f = 1
	f(2)
}
Name(A) := []
Name2 = 5
a.Alias : [a.b : c]
clause : a where [A.b : c]
constraint : a where [a.b]
method : a where [a : b]
list : a where a.b : c
fine : a
