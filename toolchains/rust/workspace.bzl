"""@workspace_crates: which crates of this repository each of them uses, read from their Cargo.toml.

crate_universe knows the crates from outside only. With this, Cargo.toml is the one place that states
dependencies, for cargo and for Bazel.
"""

def _sections(text):
    """The lines of a TOML file by section: {"dependencies": ["a.workspace = true", ...], ...}."""
    sections, lines = {}, []
    for line in text.split("\n"):
        line = line.strip()
        if line.startswith("["):
            lines = sections.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            lines.append(line)
    return sections

def _key(line):
    return line.split("=")[0].split(".")[0].strip().strip('"')

def _quoted(text):
    """The strings in double quotes."""
    return [part for i, part in enumerate(text.split('"')) if i % 2]

def _labels(sections, kind, paths):
    """The crates of this repository in [dependencies] or, with kind "dev-", in [dev-dependencies], for any target."""
    keys = {
        _key(line): None
        for name, lines in sections.items()
        if name == kind + "dependencies" or (name.startswith("target.") and name.endswith("." + kind + "dependencies"))
        for line in lines
    }
    return ["@@//" + paths[key] for key in sorted(keys) if key in paths]

def _repository_impl(rctx):
    root = _sections(rctx.read(rctx.attr.manifest))
    paths = {
        _key(line): _quoted(line.split("path")[1])[0]
        for line in root["workspace.dependencies"]
        if "path = " in line
    }
    members = _quoted(" ".join(root["workspace"]).split("members")[1].split("]")[0])
    deps, dev_deps = {}, {}
    for member in members:
        sections = _sections(rctx.read(rctx.workspace_root.get_child(member + "/Cargo.toml"), watch = "yes"))
        deps[member] = _labels(sections, "", paths)
        dev_deps[member] = [label for label in _labels(sections, "dev-", paths) if label not in deps[member]]
    rctx.file("BUILD.bazel", "")
    rctx.file("defs.bzl", "DEPS = {}\n\nDEV_DEPS = {}\n".format(json.encode_indent(deps), json.encode_indent(dev_deps)))

_workspace_crates = repository_rule(
    implementation = _repository_impl,
    attrs = {"manifest": attr.label(default = "//:Cargo.toml", allow_single_file = True)},
)

def _extension_impl(mctx):
    _workspace_crates(name = "workspace_crates")
    return mctx.extension_metadata(reproducible = True)

workspace_crates = module_extension(
    implementation = _extension_impl,
    doc = "Makes @workspace_crates//:defs.bzl with DEPS and what tests use beside them, DEV_DEPS: {folder of a crate: labels of crates}.",
)
