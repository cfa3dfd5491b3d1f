"""Link inputs of the systems that programs are linked for: nothing of an SDK, of a distribution or of a compiler's."""

_RUST = "@rules_rust//rust:toolchain_type"
_MUSL = ["crt1.o", "crti.o", "crtn.o", "libc.a", "libunwind.a"]

def _xtask_action(ctx, words, inputs, output):
    args = ctx.actions.args()
    args.add_all(words)
    ctx.actions.run(
        executable = ctx.executable._xtask,
        arguments = [args],
        inputs = inputs,
        mnemonic = "RocLinkInput",
        outputs = [output],
        progress_message = "Making link input %{output}",
    )

def _attrs(**kwargs):
    return kwargs | {
        "_xtask": attr.label(
            default = "//roc/xtask",
            cfg = "exec",
            executable = True,
        ),
    }

def _musl_impl(ctx):
    files = []
    for file in ctx.toolchains[_RUST].rust_std.to_list():
        if "/self-contained/" in file.path and file.basename in _MUSL:
            output = ctx.actions.declare_file("{}/{}".format(ctx.label.name, file.basename))
            _xtask_action(ctx, ["pick-libc", file, output], [file], output)
            files.append(output)
    return [DefaultInfo(files = depset(files))]

musl = rule(
    implementation = _musl_impl,
    doc = "Start-up objects, C library and unwinder that Rust's standard library for the current target brings.",
    attrs = _attrs(),
    toolchains = [_RUST],
)

def _stub_library_impl(ctx):
    output = ctx.actions.declare_file(ctx.label.name + ".so")
    _xtask_action(ctx, ["stub-library", ctx.attr.arch, ctx.file.list, output], [ctx.file.list], output)
    return [DefaultInfo(files = depset([output]))]

stub_library = rule(
    implementation = _stub_library_impl,
    doc = "<name>.so: names and versions of a shared library of Linux; see roc/xtask/src/stub_library.rs.",
    attrs = _attrs(
        arch = attr.string(
            mandatory = True,
            values = ["x64", "arm64"],
        ),
        list = attr.label(
            mandatory = True,
            allow_single_file = [".txt"],
        ),
    ),
)

def _import_library_impl(ctx):
    output = ctx.actions.declare_file(ctx.label.name + ".a")
    _xtask_action(ctx, ["import-library", ctx.attr.dll, ctx.file.list, output], [ctx.file.list], output)
    return [DefaultInfo(files = depset([output]))]

import_library = rule(
    implementation = _import_library_impl,
    doc = "<name>.a: the import library of a DLL; see roc/xtask/src/import_library.rs.",
    attrs = _attrs(
        dll = attr.string(mandatory = True),
        list = attr.label(
            mandatory = True,
            allow_single_file = [".txt"],
        ),
    ),
)
