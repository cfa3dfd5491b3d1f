"""@llvm: static LLVM 22 and LLD 22 that are installed on this machine.

ROC_LLVM_PREFIX names the folder that has bin/llvm-config; else llvm-config-22 on PATH says
where it is. Nothing is looked for until something is built that depends on @llvm.
"""

_MAJOR = "22"

_HINT = """

LLVM and LLD {major} are needed, with their static archives and headers. On Debian:
    apt-get install llvm-{major}-dev liblld-{major}-dev zlib1g-dev libzstd-dev libffi-dev g++
Elsewhere set ROC_LLVM_PREFIX to the folder that has bin/llvm-config
(in .bazelrc.local: common --repo_env=ROC_LLVM_PREFIX=...).
""".format(major = _MAJOR)

# Dependents before dependencies.
_LLD = ["lldMinGW", "lldCOFF", "lldELF", "lldMachO", "lldCommon"]

# llvm-config --system-libs names these, but nothing that is linked here needs them:
# part of libc, stubbed in //roc/backend, or behind a solver that is never started.
_NOT_NEEDED = ["rt", "dl", "m", "pthread", "xml2", "z3", "ffi", "tinfo", "edit"]

def _llvm_config(rctx):
    prefix = rctx.getenv("ROC_LLVM_PREFIX")
    if prefix:
        config = rctx.path(prefix).get_child("bin").get_child("llvm-config")
        if not config.exists:
            fail("ROC_LLVM_PREFIX is {}, but there is no bin/llvm-config in it.".format(prefix) + _HINT)
        return config
    config = rctx.which("llvm-config-" + _MAJOR)
    if not config:
        fail("No llvm-config-{} on PATH, and ROC_LLVM_PREFIX is not set.".format(_MAJOR) + _HINT)
    return config

def _run(rctx, args):
    done = rctx.execute(args)
    if done.return_code:
        fail("{} failed: {}{}".format(" ".join([str(a) for a in args]), done.stderr, _HINT))
    return done.stdout.strip()

def _words(text):
    return [word for word in text.replace("\n", " ").split(" ") if word]

def _system_archive(rctx, cc, file):
    # Prints the name unchanged if there is no such file.
    found = _run(rctx, [cc, "-print-file-name=" + file])
    if found == file:
        fail("No static {} beside this machine's C compiler.{}".format(file, _HINT))
    return rctx.path(found).realpath

def _llvm_local_impl(rctx):
    config = _llvm_config(rctx)
    rctx.watch(config)
    version = _run(rctx, [config, "--version"])
    if not version.startswith(_MAJOR + "."):
        fail("{} is LLVM {}.{}".format(config, version, _HINT))

    libdir = rctx.path(_run(rctx, [config, "--libdir"]))
    includedir = rctx.path(_run(rctx, [config, "--includedir"]))
    llvm = [
        name
        for name in _words(_run(rctx, [config, "--link-static", "--libnames", "all"]))
        if not name.startswith("libPolly")
    ]
    lld = ["lib{}.a".format(name) for name in _LLD]
    for name in lld + llvm:
        archive = libdir.get_child(name)
        if not archive.exists:
            fail("{} is missing.{}".format(archive, _HINT))

        # One by one, so that no other file (.so) can be found on the library search path.
        rctx.symlink(archive, "lib/" + name)
    for name in ["lld", "llvm", "llvm-c"]:
        if not includedir.get_child(name).exists:
            fail("{} has no {}.{}".format(includedir, name, _HINT))
        rctx.symlink(includedir.get_child(name), "include/" + name)

    cc = rctx.getenv("CC") or "gcc"
    cc = rctx.path(cc) if cc.startswith("/") else rctx.which(cc)
    if not cc:
        fail("No C compiler on PATH." + _HINT)
    system = []
    for flag in _words(_run(rctx, [config, "--link-static", "--system-libs", "all"])):
        name = flag.removeprefix("-l") if flag.startswith("-l") else flag.split("/")[-1].split(".")[0].removeprefix("lib")
        if name not in _NOT_NEEDED:
            system.append("lib{}.a".format(name))
    for name in system:
        rctx.symlink(_system_archive(rctx, cc, name), "lib/" + name)

    # Its own folder, and only there: executables that don't need it keep the shared one.
    rctx.symlink(_system_archive(rctx, cc, "libstdc++.a"), "lib/libstdc++.a")

    # LLVM's interpreter needs it. Debian's libffi.a is not position independent, libffi_pic.a is.
    ffi = _run(rctx, [cc, "-print-file-name=libffi_pic.a"])
    ffi = _system_archive(rctx, cc, "libffi_pic.a" if ffi.startswith("/") else "libffi.a")
    rctx.symlink(ffi, "lib/libffi.a")

    rctx.template("BUILD.bazel", rctx.attr._build, {
        "%{lld}": repr(["lib/" + name for name in lld]),
        "%{llvm}": repr(["lib/" + name for name in llvm]),
        "%{system}": repr(["lib/" + name for name in ["libffi.a"] + system + ["libstdc++.a"]]),
        "%{version}": version,
    }, executable = False)

llvm_local = repository_rule(
    implementation = _llvm_local_impl,
    attrs = {"_build": attr.label(default = ":llvm.BUILD.tpl", allow_single_file = True)},
    configure = True,
    environ = ["CC", "PATH", "ROC_LLVM_PREFIX"],
    local = True,
)

def _llvm_impl(mctx):
    llvm_local(name = "llvm")
    return mctx.extension_metadata(reproducible = True)

llvm = module_extension(
    implementation = _llvm_impl,
    doc = "Makes @llvm, the LLVM and LLD of this machine.",
)
