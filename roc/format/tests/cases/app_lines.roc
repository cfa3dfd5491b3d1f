app [main!,] {
  # first
  json:"../json/main.roc",
  pf:platform "../pf/main.roc", # the platform
}
