"""@roc_runners: what this machine can run programs of other targets with.

A runner that isn't installed is not an error: @roc_runners//:defs.bzl tells which targets can be run, and tests of
others are skipped.
"""

# Name of the runner: where Debian's packages (qemu-user, wine64) have it.
_PROGRAMS = {
    "qemu-aarch64": ["/usr/bin/qemu-aarch64", "/usr/bin/qemu-aarch64-static"],
    "wine": ["/usr/lib/wine/wine64", "/usr/bin/wine64"],
}

# glibc for qemu (packages libc6-arm64-cross, libgcc-s1-arm64-cross).
_ARM64_SYSROOT = "/usr/aarch64-linux-gnu"

def _runners_impl(rctx):
    found = {}
    for name, candidates in _PROGRAMS.items():
        for candidate in candidates:
            if rctx.path(candidate).exists:
                found.setdefault(name, candidate)
    libraries = [rctx.path("{}/lib/{}".format(_ARM64_SYSROOT, name)).exists for name in ["libc.so.6", "libgcc_s.so.1"]]
    is_linux_x64 = rctx.os.name == "linux" and rctx.os.arch in ("amd64", "x86_64")
    is_arm64 = rctx.os.name == "linux" and "qemu-aarch64" in found
    runs = {
        "arm64glibc": is_arm64 and all(libraries),
        "arm64mac": is_arm64,
        "arm64musl": is_arm64,
        "x64glibc": is_linux_x64,
        "x64mac": is_linux_x64,
        "x64musl": is_linux_x64,
        "x64win": is_linux_x64 and "wine" in found,
    }

    # Names that are not there make a clear message where somebody runs such a program all the same.
    programs = {name: found.get(name, candidates[0]) for name, candidates in _PROGRAMS.items()}
    rctx.file("BUILD.bazel", """load("@bazel_skylib//:bzl_library.bzl", "bzl_library")

bzl_library(
    name = "defs",
    srcs = ["defs.bzl"],
    visibility = ["//visibility:public"],
)
""")
    rctx.file("defs.bzl", "".join([
        "{} = {}\n".format(name, json.encode_indent(value).replace("true", "True").replace("false", "False"))
        for name, value in [("ARM64_SYSROOT", _ARM64_SYSROOT), ("PROGRAMS", programs), ("RUNS", runs)]
    ]))

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
