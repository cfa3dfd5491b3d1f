# The builtin types: one module that every other module sees.
#
# A declaration without a body is an operation of the runtime or an instruction; the compiler finds it by its dotted
# name (`Str.concat`, `I64.plus`, `Intrinsic.u8_parse`) in the table of low-level operations. A method `name : _` is
# derived. Everything else is Roc.
#
# A type with the backing `[ProvidedByCompiler]` has a representation that the compiler knows by the type's name.
# Programs can name the types of the language reference's list and their items; `Intrinsic` and the functions at top
# level are for this module only.
#
# This file is put together from parts/ by the test `builtin_source`, which expands the number types' templates.
