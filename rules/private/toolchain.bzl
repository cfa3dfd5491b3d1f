"""roc_toolchain: the tools that rules run, built from source or ready-made."""

TOOLS = "//rules:toolchain_type"

RocToolchainInfo = provider(
    doc = "The tools. All of them run on the build machine.",
    fields = {
        "backend": "FilesToRunProvider: makes adapters and links",
        "launch": "FilesToRunProvider: starts a linked program with an image",
        "roc": "FilesToRunProvider: checks, compiles, formats",
    },
)

def _roc_toolchain_impl(ctx):
    tools = RocToolchainInfo(
        backend = ctx.attr.backend[DefaultInfo].files_to_run,
        launch = ctx.attr.launch[DefaultInfo].files_to_run,
        roc = ctx.attr.roc[DefaultInfo].files_to_run,
    )
    return [
        platform_common.ToolchainInfo(roc = tools),
        platform_common.TemplateVariableInfo({"ROC": tools.roc.executable.path}),
    ]

roc_toolchain = rule(
    implementation = _roc_toolchain_impl,
    doc = """The tools for one kind of build machine, for a `toolchain` of the type `//rules:toolchain_type`.

Where `toolchains` of a genrule names it, `$(ROC)` is the path of `roc`.""",
    attrs = {
        "backend": attr.label(
            doc = "`roc-backend`.",
            mandatory = True,
            allow_files = True,
            cfg = "exec",
            executable = True,
        ),
        "launch": attr.label(
            doc = "`roc-launch`.",
            mandatory = True,
            allow_files = True,
            cfg = "exec",
            executable = True,
        ),
        "roc": attr.label(
            doc = "`roc`.",
            mandatory = True,
            allow_files = True,
            cfg = "exec",
            executable = True,
        ),
    },
)

def tools(ctx):
    """The tools for a rule with `toolchains = [TOOLS]`.

    Args:
      ctx: the rule's context

    Returns:
      a RocToolchainInfo
    """
    return ctx.toolchains[TOOLS].roc

def _missing_impl(ctx):
    fail("""no Roc tools for this build machine. Say in MODULE.bazel where they are:

  roc = use_extension("@roc//rules:extensions.bzl", "roc")
  roc.local(path = "/opt/roc")                                # an unpacked roc.tar.gz
  roc.archive(urls = ["https://..."], sha256 = "...")         # or its address

({})""".format(ctx.label))

missing_toolchain = rule(
    implementation = _missing_impl,
    doc = "Registered last: says what to do where no other tools are known.",
)
