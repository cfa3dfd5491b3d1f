# about
app[main!]{json:"../json/main.roc",pf:platform "../pf/main.roc"}
main! = |_| {}
