"""roc_host: a platform's host out of static libraries in any language."""

load("@rules_cc//cc/common:cc_info.bzl", "CcInfo")
load(":providers.bzl", "RocHostInfo")

def archives_of(target):
    """The static libraries of a target, in the order of linking: each before what it needs.

    Args:
      target: with a RocHostInfo, a CcInfo, or just files

    Returns:
      a list of File
    """
    if RocHostInfo in target:
        return target[RocHostInfo].archives
    if CcInfo not in target:
        return target[DefaultInfo].files.to_list()
    archives = []
    for linker_input in target[CcInfo].linking_context.linker_inputs.to_list():
        for library in linker_input.libraries:
            archive = library.static_library or library.pic_static_library
            if not archive:
                fail("{} needs {}, of which there is no static library".format(target.label, linker_input.owner))
            archives.append(archive)
    return archives

def _roc_host_impl(ctx):
    archives = []
    for target in ctx.attr.deps:
        archives += [archive for archive in archives_of(target) if archive not in archives]
    return [
        DefaultInfo(files = depset(archives)),
        RocHostInfo(archives = archives, name = ctx.attr.archive),
    ]

roc_host = rule(
    implementation = _roc_host_impl,
    doc = """A platform's host: cc_library, rust_static_library, archives and objects, and all that they need.

In the platform's header one name stands for them together.""",
    attrs = {
        "archive": attr.string(
            doc = "The name in the header's section `targets:`.",
            default = "libhost.a",
        ),
        "deps": attr.label_list(
            doc = "Targets with a CcInfo, and files.",
            mandatory = True,
            allow_files = [".a", ".o"],
        ),
    },
    provides = [RocHostInfo],
)
