"""Static libraries for linked programs: the shim's one object, and platform hosts.

rules_rust's own static libraries have another name on every system, and none that works for
windows-gnu; here rustc makes an archive of one name from a rust_library and all it needs.
"""

load("@rules_rust//rust:defs.bzl", "rust_common", "rust_library")
load("//toolchains/platforms:targets.bzl", "TARGETS")
load(":crate.bzl", "LIBRARY_FLAGS", "NO_OUTLINED_ATOMICS", "RUNTIME_FLAGS")

_RUST = "@rules_rust//rust:toolchain_type"

def _dirname(file):
    return file.dirname

def _rust_archive_impl(ctx):
    rust = ctx.toolchains[_RUST]
    crate = ctx.attr.crate[rust_common.crate_info]
    libraries = depset(
        [crate.output],
        transitive = [ctx.attr.crate[rust_common.dep_info].transitive_crate_outputs],
    )
    root = ctx.actions.declare_file(ctx.label.name + "_root.rs")
    ctx.actions.write(root, "#![no_std]\nextern crate {};\n".format(crate.name))
    archive = ctx.actions.declare_file("lib{}.a".format(ctx.label.name))

    args = ctx.actions.args()
    args.add("--subst", "pwd=${pwd}")
    args.add("--")
    args.add(rust.rustc)
    args.add(root)
    args.add("--crate-name=" + ctx.label.name)
    args.add("--crate-type=staticlib")
    args.add("--edition=2024")
    args.add(rust.target_triple.str, format = "--target=%s")
    args.add(rust.sysroot, format = "--sysroot=%s")
    args.add("--remap-path-prefix=${pwd}=.")
    args.add_all(RUNTIME_FLAGS)
    args.add("-Clto=" + ctx.attr.lto)
    args.add("-Cstrip=debuginfo")
    if rust.target_arch == "aarch64" and rust.target_os == "linux":
        args.add_all(NO_OUTLINED_ATOMICS)
    args.add("--extern={}={}".format(crate.name, crate.output.path))
    args.add_all(
        libraries,
        before_each = "-L",
        format_each = "dependency=%s",
        map_each = _dirname,
        uniquify = True,
    )
    args.add("-o", archive)
    ctx.actions.run(
        executable = ctx.executable._process_wrapper,
        arguments = [args],
        env = {},
        inputs = depset([root], transitive = [libraries, rust.all_files]),
        mnemonic = "RustArchive",
        outputs = [archive],
        progress_message = "Making Rust archive %{output}",
        toolchain = _RUST,
    )
    return [DefaultInfo(files = depset([archive]))]

rust_archive = rule(
    implementation = _rust_archive_impl,
    doc = "lib<name>.a: a library crate and everything that it needs, for the current target.",
    attrs = {
        "crate": attr.label(
            doc = "A rust_library.",
            mandatory = True,
            providers = [rust_common.crate_info, rust_common.dep_info],
        ),
        "lto": attr.string(
            doc = "`off` for a host that has its std with it.",
            default = "fat",
            values = ["fat", "off"],
        ),
        "_process_wrapper": attr.label(
            default = "@rules_rust//util/process_wrapper",
            cfg = "exec",
            executable = True,
        ),
    },
    toolchains = [_RUST],
)

def _single_object_impl(ctx):
    object = ctx.actions.declare_file(ctx.label.name + ".o")
    args = ctx.actions.args()
    args.add("--archive", ctx.file.archive)
    args.add("--output", object)
    args.add_all(ctx.attr.defines, before_each = "--defines")
    args.add_all(ctx.attr.needs, before_each = "--needs")
    ctx.actions.run(
        executable = ctx.executable._single_object,
        arguments = [args],
        inputs = [ctx.file.archive],
        mnemonic = "SingleObject",
        outputs = [object],
        progress_message = "Taking one object out of %{input}",
    )
    return [DefaultInfo(files = depset([object]))]

single_object = rule(
    implementation = _single_object_impl,
    doc = "<name>.o: the object of an archive that defines the given symbols. Fails if it defines others or needs more.",
    attrs = {
        "archive": attr.label(
            mandatory = True,
            allow_single_file = [".a"],
        ),
        "defines": attr.string_list(
            doc = "The global symbols that the object defines, exactly.",
            mandatory = True,
        ),
        "needs": attr.string_list(doc = "The undefined symbols that it may have."),
        "_single_object": attr.label(
            default = ":single_object",
            cfg = "exec",
            executable = True,
        ),
    },
)

# Only options of Bazel's own: a Starlark flag that is set here would get into the configuration of
# the tools and build all of them once more for each target.
_for_target_transition = transition(
    implementation = lambda settings, attr: {
        "//command_line_option:compilation_mode": "opt",
        "//command_line_option:platforms": str(Label("//toolchains/platforms:" + attr.target)),
    },
    inputs = [],
    outputs = [
        "//command_line_option:compilation_mode",
        "//command_line_option:platforms",
    ],
)

def _for_target_impl(ctx):
    # Under a path of its own: the same file of two targets has one short path in runfiles.
    file = ctx.attr.src[0][DefaultInfo].files.to_list()[0]
    link = ctx.actions.declare_file("{}/{}".format(ctx.attr.target, file.basename))
    ctx.actions.symlink(output = link, target_file = file)
    return [DefaultInfo(files = depset([link]), runfiles = ctx.runfiles([link]))]

for_target = rule(
    implementation = _for_target_impl,
    doc = "The one file of `src`, built and optimised for a target: <target>/<file>.",
    attrs = {
        "src": attr.label(
            mandatory = True,
            cfg = _for_target_transition,
        ),
        "target": attr.string(
            mandatory = True,
            values = TARGETS.keys(),
        ),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
    },
)

# Built by `bazel build //...`; the others only where something asks for them, as each needs a
# standard library of its own.
_BUILT_BY_DEFAULT = ["x64musl"]

def _for_targets(name, visibility):
    for target in TARGETS:
        for_target(
            name = "{}_{}".format(name, target),
            src = ":" + name,
            tags = [] if target in _BUILT_BY_DEFAULT else ["manual"],
            target = target,
            visibility = visibility,
        )

def _runtime_crate(name, crate_name, deps, **kwargs):
    rust_library(
        name = name,
        srcs = native.glob(["src/**/*.rs"]),
        crate_name = crate_name,
        crate_root = "src/lib.rs",
        edition = "2024",
        # A panic handler that tests and ordinary programs can't have: only for_target builds it.
        tags = ["manual"],
        deps = deps,
        rustc_flags = LIBRARY_FLAGS,
        visibility = ["//visibility:private"],
        **kwargs
    )

def rust_shim(name, crate_name, defines, needs, deps = [], visibility = ["//visibility:public"]):
    """A `no_std` crate as one object: <name> for the current target, <name>_<target> for each.

    Args:
      name: the object
      crate_name: the crate's name in Rust
      defines: the global symbols that the object defines, exactly
      needs: the undefined symbols that it may have
      deps: its crates
      visibility: of the objects
    """
    _runtime_crate(name + "_crate", crate_name, deps)
    rust_archive(
        name = name + "_archive",
        crate = ":{}_crate".format(name),
        tags = ["manual"],
    )
    single_object(
        name = name,
        archive = ":{}_archive".format(name),
        defines = defines,
        needs = needs,
        tags = ["manual"],
        visibility = visibility,
    )
    _for_targets(name, visibility)

def rust_host(name, crate_name, deps = [], lto = "fat", visibility = ["//visibility:public"], **kwargs):
    """A platform host in Rust: lib<name>.a as <name> for the current target, as <name>_<target> for each.

    Args:
      name: the archive
      crate_name: the crate's name in Rust
      deps: its crates
      lto: `fat` for a `no_std` host, `off` for one with std
      visibility: of the archives
      **kwargs: passed to the rust_library
    """
    _runtime_crate(name + "_crate", crate_name, deps, **kwargs)
    rust_archive(
        name = name,
        crate = ":{}_crate".format(name),
        lto = lto,
        tags = ["manual"],
        visibility = visibility,
    )
    _for_targets(name, visibility)
