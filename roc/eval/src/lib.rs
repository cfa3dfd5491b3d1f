//! Programs run inside the tool with the VM: constants, top-level expects, REPL steps.
