"""@rust_std_<target>: Rust's standard library for each target that programs are linked for.

rules_rust would download and unpack the whole compiler once more for each. Here the targets share the
compiler of the build machine and have only their standard library to themselves.
"""

load("@rules_rust//rust/platform:triple.bzl", "triple")
load("@rules_rust//rust/private:repository_utils.bzl", "load_rust_stdlib")
load("//toolchains/platforms:targets.bzl", "TARGETS")

def _rust_std_impl(rctx):
    content, _ = load_rust_stdlib(
        rctx,
        target_triple = triple(rctx.attr.triple),
        version = rctx.attr.version,
    )
    rctx.file("BUILD.bazel", content + """
alias(
    name = "std",
    actual = "rust_std-{}",
    visibility = ["//visibility:public"],
)
""".format(rctx.attr.triple))

_rust_std = repository_rule(
    implementation = _rust_std_impl,
    attrs = {
        "sha256s": attr.string_dict(),
        "triple": attr.string(mandatory = True),
        "version": attr.string(mandatory = True),
    },
)

def _rust_std_extension_impl(mctx):
    for tag in mctx.modules[0].tags.version:
        for target, (rust_triple, _, _, _) in TARGETS.items():
            _rust_std(
                name = "rust_std_" + target,
                sha256s = tag.sha256s,
                triple = rust_triple,
                version = tag.version,
            )
    return mctx.extension_metadata(reproducible = True)

rust_std = module_extension(
    implementation = _rust_std_extension_impl,
    tag_classes = {
        "version": tag_class(attrs = {
            "sha256s": attr.string_dict(doc = "Digests of the archives by their file name."),
            "version": attr.string(mandatory = True),
        }),
    },
)
