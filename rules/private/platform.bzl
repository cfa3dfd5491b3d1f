"""roc_platform: links a platform's host once, for all its apps.

No action here sees an app: changing one never links anything anew.
"""

load("@rules_cc//cc/common:cc_info.bzl", "CcInfo")
load("//toolchains/platforms:transition.bzl", "for_target")
load(":host.bzl", "archives_of")
load(":providers.bzl", "RocHostInfo", "RocModuleInfo", "RocPlatformInfo")
load(":target.bzl", "RocTargetInfo", "TARGET_ATTRS")
load(":toolchain.bzl", "TOOLS", "tools")
load(":validation.bzl", "check_action")

def _inputs(ctx, system):
    """Dict of a File to the name that stands for it in the header."""
    inputs = {}
    for target in ctx.attr.host:
        name = target[RocHostInfo].name if RocHostInfo in target else None
        own = "lib{}.a".format(target.label.name)
        for archive in archives_of(target):
            # What a cc_library needs comes with it, under its name.
            inputs.setdefault(archive, name or (own if CcInfo in target else archive.basename))
    for file in ctx.files.link_inputs + system:
        inputs.setdefault(file, file.basename)
    return inputs

def _roc_platform_impl(ctx):
    target = ctx.attr._target[0][RocTargetInfo]
    shim = target.shim
    inputs = _inputs(ctx, target.system)
    srcs = depset([ctx.file.main] + ctx.files.srcs)
    modules = RocModuleInfo(main = ctx.file.main, packages = depset(), srcs = srcs)
    name = ctx.label.name
    adapter_request = ctx.actions.declare_file(name + ".adapter.json")
    link_request = ctx.actions.declare_file(name + ".link.json")
    adapter = ctx.actions.declare_file(name + ".adapter.o")
    program = ctx.actions.declare_file(name + ".program")

    # The only action that reads .roc files. It names the others' files without needing them.
    args = ctx.actions.args()
    args.add_all(["internal", "platform", ctx.file.main])
    args.add("--target", target.name)
    args.add("--adapter-request", adapter_request)
    args.add("--link-request", link_request)
    args.add("--adapter", adapter.path)
    args.add("--program", program.path)
    args.add("--shim", shim.path)
    for file, input in inputs.items():
        args.add("--input", "{}={}".format(input, file.path))
    ctx.actions.run(
        executable = tools(ctx).roc,
        arguments = [args],
        inputs = srcs,
        mnemonic = "RocPlatformSpec",
        outputs = [adapter_request, link_request],
        progress_message = "Reading Roc platform %{input}",
        toolchain = TOOLS,
    )

    args = ctx.actions.args()
    args.add("adapter")
    args.add("--request", adapter_request)
    ctx.actions.run(
        executable = tools(ctx).backend,
        arguments = [args],
        inputs = [adapter_request],
        mnemonic = "RocAdapter",
        outputs = [adapter],
        progress_message = "Making Roc adapter %{output}",
        toolchain = TOOLS,
    )

    args = ctx.actions.args()
    args.add("link")
    args.add("--request", link_request)
    ctx.actions.run(
        executable = tools(ctx).backend,
        arguments = [args],
        inputs = [link_request, adapter, shim] + inputs.keys(),
        mnemonic = "RocLink",
        outputs = [program],
        progress_message = "Linking Roc platform %{label}",
        toolchain = TOOLS,
    )
    return [
        DefaultInfo(files = depset([program])),
        OutputGroupInfo(
            _validation = depset([check_action(ctx, modules)]),
            adapter = depset([adapter]),
            requests = depset([adapter_request, link_request]),
        ),
        RocPlatformInfo(
            main = ctx.file.main,
            program = program,
            srcs = srcs,
            target = target.name,
            target_info = target,
        ),
        modules,
    ]

roc_platform = rule(
    implementation = _roc_platform_impl,
    doc = """A Roc platform, linked to the executable that runs any of its apps.

The header's section `targets:` says what is linked, and in which order; each of its file names must stand for something
in `host`, `link_inputs` or what Roc brings along for the target (docs/targets.md lists that).""",
    attrs = TARGET_ATTRS | {
        "host": attr.label_list(
            doc = """The host: `roc_host`, `cc_library`, `rust_static_library`, archives and objects. They are built for the target. A
library NAME is libNAME.a in the header, and stands for all libraries that it needs.""",
            mandatory = True,
            allow_files = [".a", ".o"],
            cfg = for_target,
        ),
        "link_inputs": attr.label_list(
            doc = "More archives, objects and stubs of shared libraries, such as a C library of the platform's own.",
            allow_files = [".a", ".o", ".so", ".tbd"],
            cfg = for_target,
        ),
        "main": attr.label(
            doc = "The file with the platform's header.",
            mandatory = True,
            allow_single_file = [".roc"],
        ),
        "srcs": attr.label_list(
            doc = "All other .roc files of the platform.",
            allow_files = [".roc"],
        ),
    },
    provides = [
        RocModuleInfo,
        RocPlatformInfo,
    ],
    toolchains = [TOOLS],
)
