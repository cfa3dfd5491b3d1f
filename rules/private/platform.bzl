"""roc_platform: links a platform's host once, for all its apps.

No action here sees an app: changing one never links anything anew.
"""

load("//toolchains/platforms:transition.bzl", "for_target")
load(":providers.bzl", "RocPlatformInfo")

_SHIM = "roc_shim.o"

def _split_parts(ctx):
    """Shim and system files of the target; hosts, which lie in folders of their own, are left out."""
    shim = None
    system = []
    for file in ctx.files.parts:
        if file.basename == _SHIM:
            shim = file
        elif file.dirname.endswith("/" + ctx.attr.target):
            system.append(file)
    if not shim:
        fail("{} holds no {} for {}".format(ctx.attr.parts.label, _SHIM, ctx.attr.target))
    return shim, system

def _roc_platform_impl(ctx):
    shim, system = _split_parts(ctx)
    inputs = ctx.files.host + ctx.files.link_inputs + system
    srcs = depset([ctx.file.main] + ctx.files.srcs)
    name = ctx.label.name
    adapter_request = ctx.actions.declare_file(name + ".adapter.json")
    link_request = ctx.actions.declare_file(name + ".link.json")
    adapter = ctx.actions.declare_file(name + ".adapter.o")
    program = ctx.actions.declare_file(name + ".program")

    # The only action that reads .roc files. It names the others' files without needing them.
    args = ctx.actions.args()
    args.add_all(["internal", "platform", ctx.file.main])
    args.add("--target", ctx.attr.target)
    args.add("--adapter-request", adapter_request)
    args.add("--link-request", link_request)
    args.add("--adapter", adapter.path)
    args.add("--program", program.path)
    args.add("--shim", shim.path)
    for file in inputs:
        args.add("--input", "{}={}".format(file.basename, file.path))
    ctx.actions.run(
        executable = ctx.executable._roc,
        arguments = [args],
        inputs = srcs,
        mnemonic = "RocPlatformSpec",
        outputs = [adapter_request, link_request],
        progress_message = "Reading Roc platform %{input}",
    )

    args = ctx.actions.args()
    args.add("adapter")
    args.add("--request", adapter_request)
    ctx.actions.run(
        executable = ctx.executable._backend,
        arguments = [args],
        inputs = [adapter_request],
        mnemonic = "RocAdapter",
        outputs = [adapter],
        progress_message = "Making Roc adapter %{output}",
    )

    args = ctx.actions.args()
    args.add("link")
    args.add("--request", link_request)
    ctx.actions.run(
        executable = ctx.executable._backend,
        arguments = [args],
        inputs = [link_request, adapter, shim] + inputs,
        mnemonic = "RocLink",
        outputs = [program],
        progress_message = "Linking Roc platform %{label}",
    )
    return [
        DefaultInfo(files = depset([program])),
        OutputGroupInfo(
            adapter = depset([adapter]),
            requests = depset([adapter_request, link_request]),
        ),
        RocPlatformInfo(
            main = ctx.file.main,
            program = program,
            srcs = srcs,
            target = ctx.attr.target,
        ),
    ]

roc_platform = rule(
    implementation = _roc_platform_impl,
    doc = """A Roc platform, linked to the executable that runs any of its apps.

The header's `targets:` section says what is linked, and in which order; each of its file names must
be the name of a file in `host`, `link_inputs` or `parts`.""",
    attrs = {
        "host": attr.label_list(
            doc = "Static libraries or objects of the host. They are built for the target.",
            mandatory = True,
            allow_files = [".a", ".o"],
            cfg = for_target,
        ),
        "link_inputs": attr.label_list(
            doc = "More archives and objects, such as a C library of the platform's own.",
            allow_files = [".a", ".o"],
            cfg = for_target,
        ),
        "main": attr.label(
            doc = "The file with the platform's header.",
            mandatory = True,
            allow_single_file = [".roc"],
        ),
        "parts": attr.label(
            doc = "What roc brings along for the target: roc_shim.o and a C library.",
            default = "//toolchains/parts:x64musl",
        ),
        "srcs": attr.label_list(
            doc = "All other .roc files of the platform.",
            allow_files = [".roc"],
        ),
        "target": attr.string(
            doc = "Roc's name of the target, as in the header.",
            default = "x64musl",
        ),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
        "_backend": attr.label(
            default = "//roc/backend:roc-backend",
            cfg = "exec",
            executable = True,
        ),
        "_roc": attr.label(
            default = "//roc/cli:roc",
            cfg = "exec",
            executable = True,
        ),
    },
    provides = [RocPlatformInfo],
)
