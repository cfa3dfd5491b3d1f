bom = 1
invalid = "aÿþb" # €
other = À 1
