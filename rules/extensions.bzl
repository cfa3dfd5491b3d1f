"""The module extension that makes tools known: where they are, unpacked or to be downloaded."""

load("//rules/private:repositories.bzl", "MACHINES", "archive_tools", "local_tools", "parts", "toolchain_hub")

_HUB = "roc_toolchains"
_PARTS = "roc_parts"

def _repository(machine):
    return "roc_tools_" + machine

def _roc_impl(module_ctx):
    """Tags of the root module count before those of its dependencies, archives only."""
    known = {}
    for module in sorted(module_ctx.modules, key = lambda module: not module.is_root):
        for tag in module.tags.local:
            if not module.is_root:
                fail("roc.local in {}: only the root module knows paths of this machine".format(module.name))
            known.setdefault(tag.machine, tag)
        for tag in module.tags.archive:
            known.setdefault(tag.machine, tag)
    for machine, tag in known.items():
        if hasattr(tag, "path"):
            local_tools(name = _repository(machine), path = tag.path)
        else:
            archive_tools(
                name = _repository(machine),
                sha256 = tag.sha256,
                strip_prefix = tag.strip_prefix,
                urls = tag.urls,
            )
    parts(
        name = _PARTS,
        tools = {machine: _repository(machine) for machine in known},
    )
    toolchain_hub(
        name = _HUB,
        parts = _PARTS,
        tools = {machine: _repository(machine) for machine in known},
    )
    return module_ctx.extension_metadata(reproducible = True)

_MACHINE = attr.string(
    doc = "The machines that they run on.",
    default = "linux_x86_64",
    values = MACHINES.keys(),
)

roc = module_extension(
    implementation = _roc_impl,
    doc = """Makes ready-made tools known, so that nothing of the tool chain itself is built.

```
roc = use_extension("@roc//rules:extensions.bzl", "roc")
roc.archive(
    sha256 = "…",
    urls = ["https://…/roc.tar.gz"],
)
```

Their toolchains are registered already.""",
    tag_classes = {
        "archive": tag_class(
            doc = "Tools to be downloaded: what `bazel build @roc//:dist_tar` makes.",
            attrs = {
                "machine": _MACHINE,
                "sha256": attr.string(
                    doc = "The archive's SHA-256.",
                    mandatory = True,
                ),
                "strip_prefix": attr.string(
                    doc = "The folder inside.",
                    default = "roc",
                ),
                "urls": attr.string_list(
                    doc = "Where it is, in the order of trying.",
                    mandatory = True,
                ),
            },
        ),
        "local": tag_class(
            doc = "Tools of this machine; for the root module only.",
            attrs = {
                "machine": _MACHINE,
                "path": attr.string(
                    doc = "The folder with bin/ and libexec/; from the root module's folder if it is relative.",
                    mandatory = True,
                ),
            },
        ),
    },
)
