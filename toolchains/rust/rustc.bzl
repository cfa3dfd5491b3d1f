"""The words that every call of rustc of our own has."""

def _dirname(file):
    return file.dirname

def add_target(args, rust):
    """What is compiled for, and no path of this machine in what comes of it.

    Args:
      args: an Args, of a process wrapper that knows `pwd`
      rust: the Rust toolchain
    """
    args.add(rust.target_triple.str, format = "--target=%s")
    args.add(rust.sysroot, format = "--sysroot=%s")
    args.add("--remap-path-prefix=${pwd}=.")

def add_libraries(args, libraries):
    """Where rustc looks for crates.

    Args:
      args: an Args
      libraries: depset of File
    """
    args.add_all(
        libraries,
        before_each = "-L",
        format_each = "dependency=%s",
        map_each = _dirname,
        uniquify = True,
    )
