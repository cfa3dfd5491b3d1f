"""Repositories of ready-made tools: one for each kind of build machine, what they bring for targets, and a hub of toolchains.

None is fetched before a build asks for it.
"""

load("//toolchains/platforms:targets.bzl", "TARGETS")

# What tools can be made for: name of the machine to (cpu, os) of @platforms.
MACHINES = {
    "linux_aarch64": ("aarch64", "linux"),
    "linux_x86_64": ("x86_64", "linux"),
    "macos_aarch64": ("aarch64", "macos"),
    "macos_x86_64": ("x86_64", "macos"),
    "windows_x86_64": ("x86_64", "windows"),
}

_TOOLS = """
load("@roc//rules:defs.bzl", "roc_toolchain")

exports_files(["bin/roc"])

roc_toolchain(
    name = "tools",
    backend = "libexec/roc-backend",
    launch = "libexec/roc-launch",
    roc = "bin/roc",
    visibility = ["//visibility:public"],
)
"""

_FILES = ["bin/roc", "libexec/roc-backend", "libexec/roc-launch"]

def _write_tools(ctx):
    for file in _FILES:
        if not ctx.path(file).exists:
            fail("{} has no {}, so it is no folder of Roc tools".format(getattr(ctx.attr, "path", ctx.name), file))
    ctx.file("BUILD.bazel", _TOOLS.replace("@roc//", str(Label("//:all")).split("//")[0] + "//"))

def _local_tools_impl(ctx):
    root = ctx.workspace_root.get_child(ctx.attr.path) if not ctx.attr.path.startswith("/") else ctx.path(ctx.attr.path)
    for file in _FILES:
        tool = root
        for part in file.split("/"):
            tool = tool.get_child(part)
        if not tool.exists:
            fail("roc.local: {} is not there; `path` is a folder with bin/ and libexec/".format(tool))
        ctx.watch(tool)
        ctx.symlink(tool, file)
    _write_tools(ctx)

local_tools = repository_rule(
    implementation = _local_tools_impl,
    doc = "Tools of this machine.",
    attrs = {"path": attr.string(mandatory = True)},
)

def _archive_tools_impl(ctx):
    ctx.download_and_extract(
        sha256 = ctx.attr.sha256,
        stripPrefix = ctx.attr.strip_prefix,
        url = ctx.attr.urls,
    )
    _write_tools(ctx)

archive_tools = repository_rule(
    implementation = _archive_tools_impl,
    doc = "Tools from an archive.",
    attrs = {
        "sha256": attr.string(mandatory = True),
        "strip_prefix": attr.string(),
        "urls": attr.string_list(mandatory = True),
    },
)

def _machine(ctx):
    """The name of the machine that Bazel runs on."""
    os = {"mac os x": "macos"}.get(ctx.os.name.lower(), ctx.os.name.lower().split(" ")[0])
    cpu = {"amd64": "x86_64", "arm64": "aarch64"}.get(ctx.os.arch.lower(), ctx.os.arch.lower())
    return os + "_" + cpu

def _last_part(name):
    """Of a repository's full name; `~` and `+` are Bazel's separators."""
    return name.replace("+", "~").split("~")[-1]

def _parts_impl(ctx):
    tools = ctx.attr.tools.get(_machine(ctx))
    if not tools:
        fail("there are no Roc tools for the machine that Bazel runs on, {}: roc.archive or roc.local names them".format(_machine(ctx)))


    # Both are of one extension, so their full names differ in the last part only.
    sibling = ctx.name[:-len(_last_part(ctx.name))] + tools
    roc = ctx.path(Label("@@{}//:bin/roc".format(sibling)))
    unpacked = ctx.execute([roc, "internal", "parts", "--output", "."])
    if unpacked.return_code != 0:
        fail("{} does not tell what it brings along:\n{}".format(tools, unpacked.stderr))
    ctx.file("BUILD.bazel", """
[
    filegroup(
        name = target,
        srcs = glob(
            [target + "/**"],
            allow_empty = True,
        ),
        visibility = ["//visibility:public"],
    )
    for target in {}
]
""".format(repr(TARGETS.keys())))

parts = repository_rule(
    implementation = _parts_impl,
    doc = "What the tools bring along for targets. It is the same whatever machine they run on.",
    attrs = {"tools": attr.string_dict(mandatory = True)},
)

_HUB = """load("{roc}//rules:defs.bzl", "roc_target")
load("{roc}//rules/private:repositories.bzl", "MACHINES")
load("{roc}//toolchains/platforms:targets.bzl", "TARGETS", "constraints")

[
    toolchain(
        name = "tools_" + machine,
        exec_compatible_with = constraints(MACHINES[machine][0], MACHINES[machine][1], None),
        toolchain = "@{{}}//:tools".format(tools),
        toolchain_type = "{roc}//rules:toolchain_type",
    )
    for machine, tools in {tools}.items()
]

[
    [
        roc_target(
            name = target + "_parts",
            parts = "@{parts}//:" + target,
            tags = ["manual"],
            target = target,
        ),
        toolchain(
            name = target,
            target_compatible_with = constraints(cpu, os, libc) + ["{roc}//toolchains/platforms:linked_by_roc"],
            toolchain = target + "_parts",
            toolchain_type = "{roc}//rules/target:toolchain_type",
        ),
    ]
    for target, (_, cpu, os, libc) in TARGETS.items()
    if {tools}
]
"""

def _toolchain_hub_impl(ctx):
    ctx.file("BUILD.bazel", _HUB.format(
        parts = ctx.attr.parts,
        roc = str(Label("//:all")).split("//")[0],
        tools = repr(ctx.attr.tools),
    ))

toolchain_hub = repository_rule(
    implementation = _toolchain_hub_impl,
    doc = "All toolchains; asking for them fetches nothing.",
    attrs = {
        "parts": attr.string(mandatory = True),
        "tools": attr.string_dict(mandatory = True),
    },
)
