"""How a program of each target is run on this machine."""

load("@roc_runners//:defs.bzl", "ARM64_SYSROOT", "PROGRAMS", "RUNS")

def runnable(target):
    """For target_compatible_with: what is for a target that can't be run here is skipped.

    Args:
      target: Roc's name of a target

    Returns:
      constraints, none of them or one that nothing fulfils
    """
    return [] if RUNS[target] else ["@platforms//:incompatible"]

RocRunnerInfo = provider(
    doc = "What starts a program of a target.",
    fields = {
        "files": "depset of File: what it needs at run time",
        "launch_inside": "bool: whether the launcher is a program of the target too, as memory can't be handed in from outside",
        "words": "list of string or File: stand before the program on a command line",
    },
)

def _runner_impl(ctx):
    target = ctx.attr.target
    words = []
    files = []
    if target == "x64win":
        words = [ctx.file._wine, PROGRAMS.get("wine", "/usr/lib/wine/wine64")]
        files = [ctx.file._wine]
    elif target in ("arm64musl", "arm64glibc"):
        words = [PROGRAMS.get("qemu-aarch64", "/usr/bin/qemu-aarch64")]
        if target == "arm64glibc" and ARM64_SYSROOT:
            words += ["-L", ARM64_SYSROOT]
    return [RocRunnerInfo(
        files = depset(files),
        launch_inside = target == "x64win",
        words = words,
    )]

roc_runner = rule(
    implementation = _runner_impl,
    doc = "The runner of a target, of what @roc_runners found.",
    attrs = {
        "target": attr.string(mandatory = True),
        "_wine": attr.label(
            default = ":wine.sh",
            allow_single_file = True,
        ),
    },
    provides = [RocRunnerInfo],
)
