"""What programs of a target are linked from: roc_target tells, RocTargetInfo carries it to roc_platform."""

load("//toolchains/platforms:transition.bzl", "for_target")

TARGET = "//rules/target:toolchain_type"

RocTargetInfo = provider(
    doc = "What Roc brings along for a target.",
    fields = {
        "hosts": "dict of a platform's name to a File: the hosts that Roc brings along, such as `echo`",
        "beside_launch": "list of File: what must be in the launcher's folder",
        "launch": "File: the launcher, a program of the target, where it must be one (Windows); else None",
        "name": "string: Roc's name of the target, such as x64musl",
        "runner": "File: what runs the target's programs on Linux (macOS); else None",
        "shim": "File: the interpreter, an object",
        "system": "list of File: start-up objects, C library, stubs of the system's libraries",
    },
)

_SHIM = "roc_shim.o"
_HOST = "libhost.a"
_LAUNCH = "roc-launch.exe"
_RUNNER = "machorun"

def _roc_target_impl(ctx):
    shim = None
    launch = None
    runner = None
    hosts = {}
    beside_launch = []
    system = []
    for file in ctx.files.parts:
        if file.basename == _SHIM:
            shim = file
        elif file.basename == _HOST:
            hosts[file.dirname.split("/")[-1]] = file
        elif file.basename == _LAUNCH:
            launch = file
        elif file.basename == _RUNNER:
            runner = file
        elif file.extension == "dll":
            beside_launch.append(file)
        else:
            system.append(file)
    if not shim:
        fail("these Roc tools can't link for {}: {} holds no {}".format(ctx.attr.target, ctx.attr.parts.label, _SHIM))
    return [platform_common.ToolchainInfo(roc = RocTargetInfo(
        beside_launch = beside_launch,
        hosts = hosts,
        launch = launch,
        name = ctx.attr.target,
        runner = runner,
        shim = shim,
        system = system,
    ))]

roc_target = rule(
    implementation = _roc_target_impl,
    doc = """What one target's programs are linked from, for a `toolchain` of the type `//rules/target:toolchain_type`.

`parts` is a folder of `roc_shim.o`, HOST/`libhost.a`, and what belongs to the system.""",
    attrs = {
        "parts": attr.label(
            doc = "The files.",
            mandatory = True,
            allow_files = True,
        ),
        "target": attr.string(
            doc = "Roc's name of the target.",
            mandatory = True,
        ),
    },
)

def _current_target_impl(ctx):
    return [ctx.toolchains[TARGET].roc]

current_target = rule(
    implementation = _current_target_impl,
    doc = "The RocTargetInfo of the configuration that it is asked for in.",
    provides = [RocTargetInfo],
    toolchains = [TARGET],
)

def _brought_host_impl(ctx):
    target = ctx.toolchains[TARGET].roc
    if ctx.attr.host not in target.hosts:
        fail("Roc brings no host `{}` for {}".format(ctx.attr.host, target.name))
    return [DefaultInfo(files = depset([target.hosts[ctx.attr.host]]))]

brought_host = rule(
    implementation = _brought_host_impl,
    doc = "The libhost.a of a platform that Roc brings along, for the target that it is asked for in.",
    attrs = {"host": attr.string(
        doc = "The platform, by the name of its folder.",
        mandatory = True,
    )},
    toolchains = [TARGET],
)

# For rules with an attribute `target`.
TARGET_ATTRS = {
    "target": attr.string(
        doc = "Roc's name of the target, as in the header; by default the one that fits the platform that Bazel builds for.",
        mandatory = True,
    ),
    "_allowlist_function_transition": attr.label(
        default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
    ),
    "_target": attr.label(
        default = "//rules/target:current",
        cfg = for_target,
    ),
}
