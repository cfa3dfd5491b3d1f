"""The targets that programs are linked for: one table for platforms, toolchains and transitions."""

# Roc's name of the target: (Rust triple, cpu, os, libc or None)
TARGETS = {
    "arm64glibc": ("aarch64-unknown-linux-gnu", "aarch64", "linux", "glibc"),
    "arm64mac": ("aarch64-apple-darwin", "aarch64", "macos", None),
    "arm64musl": ("aarch64-unknown-linux-musl", "aarch64", "linux", "musl"),
    "x64glibc": ("x86_64-unknown-linux-gnu", "x86_64", "linux", "glibc"),
    "x64mac": ("x86_64-apple-darwin", "x86_64", "macos", None),
    "x64musl": ("x86_64-unknown-linux-musl", "x86_64", "linux", "musl"),
    "x64win": ("x86_64-pc-windows-gnu", "x86_64", "windows", None),
}

def constraints(cpu, os, libc):
    """The constraint values that tell one target from another.

    Args:
      cpu: as in TARGETS
      os: as in TARGETS
      libc: as in TARGETS

    Returns:
      a list of Label, good in any repository
    """
    values = [Label("@platforms//cpu:" + cpu), Label("@platforms//os:" + os)]
    return values + ([Label("//toolchains/platforms:" + libc)] if libc else [])
