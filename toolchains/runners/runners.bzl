"""How a program of each target is run on this machine."""

load("@roc_runners//:defs.bzl", "ARM64_SYSROOT", "PROGRAMS", "RUNS")
load("//toolchains/platforms:targets.bzl", "TARGETS")

def runnable(target):
    """For target_compatible_with: what is for a target that can't be run here is skipped.

    Args:
      target: Roc's name of a target

    Returns:
      constraints, none of them or one that nothing fulfils
    """
    return [] if RUNS[target] else ["@platforms//:incompatible"]

def command(target, folder):
    """What stands before a program on a command line, for tests that start programs themselves.

    Args:
      target: Roc's name of a target
      folder: the path of //toolchains, with a slash at its end

    Returns:
      words with spaces between them; `-` where there is no runner; nothing where none is needed
    """
    if not RUNS[target]:
        return "-"
    words = []
    _, cpu, os, libc = TARGETS[target]
    if os == "windows":
        words = [folder + "runners/wine.sh", PROGRAMS["wine"]]
    elif cpu == "aarch64":
        words = [PROGRAMS["qemu-aarch64"]] + (["-L", ARM64_SYSROOT] if libc == "glibc" else [])
    if os == "macos":
        words.append("{}parts/{}/machorun".format(folder, target))
    return " ".join(words)

RocRunnerInfo = provider(
    doc = "What a program of a target is run with on this machine.",
    fields = {"words": "list of string or File: stand before the program on a command line"},
)

def _roc_runner_impl(ctx):
    _, cpu, os, libc = TARGETS[ctx.attr.target]
    words = []
    if os == "windows":
        words = [ctx.file._wine, PROGRAMS["wine"]]
    elif cpu == "aarch64":
        words = [PROGRAMS["qemu-aarch64"]]
        if libc == "glibc":
            words += ["-L", ARM64_SYSROOT]
    return [RocRunnerInfo(words = words)]

roc_runner = rule(
    implementation = _roc_runner_impl,
    doc = "The runner of a target. (macOS' programs have another between it and them, which comes with the target.)",
    attrs = {
        "target": attr.string(
            mandatory = True,
            values = TARGETS.keys(),
        ),
        "_wine": attr.label(
            default = ":wine.sh",
            allow_single_file = True,
        ),
    },
    provides = [RocRunnerInfo],
)
