"""Checks that a build makes in passing: actions of the output group `_validation`."""

load(":modules.bzl", "add_packages", "own_sources")
load(":toolchain.bzl", "TOOLS", "tools")

def check_action(ctx, modules):
    """Checks a main file. Errors fail the build, warnings are printed.

    Args:
      ctx: the context of a rule with `toolchains = [TOOLS]`
      modules: a RocModuleInfo with a main file

    Returns:
      an empty File, there if all is well
    """
    valid = ctx.actions.declare_file(ctx.label.name + ".checked")
    args = ctx.actions.args()
    args.add_all(["internal", "valid", "check", modules.main, "--no-cache"])
    args.add("--output", valid)
    add_packages(args, modules)
    ctx.actions.run(
        executable = tools(ctx).roc,
        arguments = [args],
        inputs = modules.srcs,
        mnemonic = "RocCheck",
        outputs = [valid],
        progress_message = "Checking %{label}",
        toolchain = TOOLS,
    )
    return valid

def format_action(ctx, files, name):
    """Fails unless files are as `roc fmt` lays them out.

    Args:
      ctx: the context of a rule or aspect with `toolchains = [TOOLS]`
      files: a list of File
      name: of what is checked

    Returns:
      an empty File, there if all is well
    """
    valid = ctx.actions.declare_file(name + ".formatted")
    args = ctx.actions.args()
    args.add_all(["internal", "valid", "format"])
    args.add("--output", valid)
    args.add_all(files)
    ctx.actions.run(
        executable = tools(ctx).roc,
        arguments = [args],
        inputs = files,
        mnemonic = "RocFormat",
        outputs = [valid],
        progress_message = "Checking the layout of %{label}",
        toolchain = TOOLS,
    )
    return valid

def _roc_format_aspect_impl(_target, ctx):
    if not hasattr(ctx.rule.attr, "srcs") or not hasattr(ctx.rule.attr, "main"):
        return []
    files = own_sources(ctx.rule)
    if not files:
        return []
    valid = depset([format_action(ctx, files, ctx.rule.attr.name)])
    return [OutputGroupInfo(_validation = valid, roc_format = valid)]

roc_format_aspect = aspect(
    implementation = _roc_format_aspect_impl,
    doc = """Fails the build of targets whose Roc files are not laid out as `roc fmt` does. For .bazelrc:

```
build:format --aspects=@roc//rules:defs.bzl%roc_format_aspect
```""",
    toolchains = [TOOLS],
)
