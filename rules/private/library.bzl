"""roc_library: the modules of a package."""

load(":modules.bzl", "MODULE_ATTRS", "module_info")
load(":providers.bzl", "RocModuleInfo")
load(":toolchain.bzl", "TOOLS")
load(":validation.bzl", "check_action")

def _roc_library_impl(ctx):
    modules = module_info(ctx)
    files = depset(([modules.main] if modules.main else []) + ctx.files.srcs)
    groups = {"_validation": depset([check_action(ctx, modules)])} if modules.main else {}
    return [
        DefaultInfo(files = files, runfiles = ctx.runfiles(transitive_files = modules.srcs)),
        OutputGroupInfo(**groups),
        modules,
    ]

roc_library = rule(
    implementation = _roc_library_impl,
    doc = """Modules that several programs are made of: a package, whose main file has a header `package […] { … }`.

A build checks it (in the output group `_validation`) and makes nothing; programs are compiled as a whole.""",
    attrs = MODULE_ATTRS,
    provides = [RocModuleInfo],
    toolchains = [TOOLS],
)
