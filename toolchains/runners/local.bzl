"""@roc_runners: what this machine can run programs of other targets with.

A runner that isn't installed is not an error: @roc_runners//:defs.bzl tells which targets can be run, and tests of
others are skipped.
"""

# Name of the runner: where Debian's packages (qemu-user, wine64) have it.
_PROGRAMS = {
    "qemu-aarch64": ["/usr/bin/qemu-aarch64", "/usr/bin/qemu-aarch64-static"],
    "wine": ["/usr/lib/wine/wine64", "/usr/bin/wine64"],
}

# The C library for qemu (package libc6-arm64-cross).
_ARM64_SYSROOT = "/usr/aarch64-linux-gnu"

def _runners_impl(rctx):
    found = {}
    for name, candidates in _PROGRAMS.items():
        for candidate in candidates:
            if rctx.path(candidate).exists:
                found[name] = candidate
                break
    is_arm64_glibc = "qemu-aarch64" in found and rctx.path(_ARM64_SYSROOT + "/lib/libc.so.6").exists
    is_linux_x64 = rctx.os.name == "linux" and rctx.os.arch in ("amd64", "x86_64")
    runs = {
        "arm64glibc": is_arm64_glibc,
        "arm64mac": "qemu-aarch64" in found,
        "arm64musl": "qemu-aarch64" in found,
        "x64glibc": is_linux_x64,
        "x64mac": is_linux_x64,
        "x64musl": is_linux_x64,
        "x64win": "wine" in found,
    }
    rctx.file("BUILD.bazel", "")
    rctx.file("defs.bzl", "PROGRAMS = {}\n\nARM64_SYSROOT = {}\n\nRUNS = {}\n".format(
        json.encode_indent(found),
        repr(_ARM64_SYSROOT if is_arm64_glibc else ""),
        repr(runs),
    ))

_runners = repository_rule(
    implementation = _runners_impl,
    configure = True,
    local = True,
)

def _extension_impl(mctx):
    _runners(name = "roc_runners")
    return mctx.extension_metadata(reproducible = True)

runners = module_extension(
    implementation = _extension_impl,
    doc = "Looks for emulators on this machine.",
)
