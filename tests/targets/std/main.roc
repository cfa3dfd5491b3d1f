app [process] { pf: platform "platform/main.roc" }

process : Str -> Str
process = |text| "Roc got ${text.count_utf8_bytes().to_str()} bytes: ${text}"
