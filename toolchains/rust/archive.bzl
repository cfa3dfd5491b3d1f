"""Static libraries for linked programs: the shim's one object, and platform hosts.

rules_rust's own static libraries have another name on every system, and none that works for
windows-gnu; here rustc makes an archive of one name from a rust_library and all it needs.
"""

load("@rules_rust//rust:defs.bzl", "rust_common", "rust_library")
load("//toolchains/platforms:targets.bzl", "TARGETS")
load("//toolchains/platforms:transition.bzl", "for_target")
load(":crate.bzl", "LIBRARY_FLAGS", "NO_OUTLINED_ATOMICS", "RUNTIME_FLAGS")
load(":rustc.bzl", "add_libraries", "add_target")

_RUST = "@rules_rust//rust:toolchain_type"

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
    add_target(args, rust)
    args.add_all(RUNTIME_FLAGS)
    if ctx.attr.std:
        args.add_all(["-Clto=off", "-Cpanic=unwind"])
    else:
        args.add("-Clto=fat")
    args.add("-Cstrip=debuginfo")
    if rust.target_arch == "aarch64" and rust.target_os == "linux":
        args.add_all(NO_OUTLINED_ATOMICS)
    args.add("--extern={}={}".format(crate.name, crate.output.path))
    add_libraries(args, libraries)
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
        "std": attr.bool(doc = "Whether the standard library is in it. Then it unwinds, and is not optimised as a whole."),
        "_process_wrapper": attr.label(
            default = "@rules_rust//util/process_wrapper",
            cfg = "exec",
            executable = True,
        ),
    },
    toolchains = [_RUST],
)

def _picked_impl(ctx):
    args = ctx.actions.args()
    if ctx.attr.host:
        output = ctx.actions.declare_file("libhost.a")
        args.add_all(["pick-host", ctx.attr.host])
    else:
        output = ctx.actions.declare_file("roc_shim.o")
        args.add("pick-shim")
    args.add(ctx.file.archive)
    args.add(output)
    ctx.actions.run(
        executable = ctx.executable._xtask,
        arguments = [args],
        inputs = [ctx.file.archive],
        mnemonic = "RocPick",
        outputs = [output],
        progress_message = "Taking one object out of %{input}",
    )
    return [DefaultInfo(files = depset([output]))]

_picked = rule(
    implementation = _picked_impl,
    doc = "The one object of an archive that matters, if its symbols are as roc/xtask/src/symbols.rs lists them.",
    attrs = {
        "archive": attr.label(
            mandatory = True,
            allow_single_file = [".a"],
        ),
        "host": attr.string(doc = "Which host this is; none for the shim."),
        "_xtask": attr.label(
            default = "//roc/xtask",
            cfg = "exec",
            executable = True,
        ),
    },
)

def _target_parts_impl(ctx):
    files = []

    def add(path, file):
        link = ctx.actions.declare_file("{}/{}".format(ctx.label.name, path))
        ctx.actions.symlink(output = link, target_file = file)
        files.append(link)

    add("roc_shim.o", ctx.attr.shim[0][DefaultInfo].files.to_list()[0])
    for host in ctx.attr.hosts:
        add(host.label.package.split("/")[-1] + "/libhost.a", host[DefaultInfo].files.to_list()[0])
    for file in ctx.files._system + ctx.files.programs:
        add(file.basename, file)
    return [DefaultInfo(files = depset(files), runfiles = ctx.runfiles(files))]

target_parts = rule(
    implementation = _target_parts_impl,
    doc = """A folder of all that programs of a target are linked from, made for that target.

| file | what |
| --- | --- |
| roc_shim.o | the interpreter, one object |
| HOST/libhost.a | a host of this repository |
| roc-launch.exe, bcryptprimitives.dll | Windows: the launcher, and what wine lacks |
| machorun | macOS: what runs its programs on Linux |
| all others | what links get of the target's system: toolchains/link |
""",
    attrs = {
        "hosts": attr.label_list(
            doc = "Each by its package, hosts/HOST.",
            cfg = for_target,
        ),
        "programs": attr.label_list(doc = "What starts or runs the target's programs where they can't be started as others are."),
        "shim": attr.label(
            mandatory = True,
            cfg = for_target,
        ),
        "target": attr.string(
            mandatory = True,
            values = TARGETS.keys(),
        ),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
        "_system": attr.label(
            default = "//toolchains/link:system",
            cfg = for_target,
        ),
    },
)

def _rust_object_impl(ctx):
    rust = ctx.toolchains[_RUST]
    output = ctx.actions.declare_file(ctx.label.name + ".o")
    args = ctx.actions.args()
    args.add("--subst", "pwd=${pwd}")
    args.add("--")
    args.add(rust.rustc)
    args.add(ctx.file.src)
    args.add("--crate-name=start")
    args.add("--crate-type=lib")
    args.add("--edition=2024")
    add_target(args, rust)
    args.add_all(RUNTIME_FLAGS)
    args.add(output, format = "--emit=obj=%s")
    ctx.actions.run(
        executable = ctx.executable._process_wrapper,
        arguments = [args],
        env = {},
        inputs = depset([ctx.file.src], transitive = [rust.all_files]),
        mnemonic = "RustObject",
        outputs = [output],
        progress_message = "Compiling %{input}",
        toolchain = _RUST,
    )
    return [DefaultInfo(files = depset([output]))]

rust_object = rule(
    implementation = _rust_object_impl,
    doc = "<name>.o: one source file that needs nothing but core, for the current target.",
    attrs = {
        "src": attr.label(
            mandatory = True,
            allow_single_file = [".rs"],
        ),
        "_process_wrapper": attr.label(
            default = "@rules_rust//util/process_wrapper",
            cfg = "exec",
            executable = True,
        ),
    },
    toolchains = [_RUST],
)

def runtime_crate(name, crate_name, deps, visibility = ["//visibility:private"]):
    """A library crate that is no member of the workspace, as it is for linked programs only.

    Args:
      name: the library
      crate_name: the crate's name in Rust
      deps: its crates
      visibility: of the library
    """
    rust_library(
        name = name,
        srcs = native.glob(["src/**/*.rs"]),
        crate_name = crate_name,
        crate_root = "src/lib.rs",
        edition = "2024",
        rustc_flags = LIBRARY_FLAGS,
        # With a panic handler, so not for the build machine: target_parts asks for it.
        tags = ["manual"],
        visibility = visibility,
        deps = deps,
    )

def _picked_archive(name, crate_name, deps, **kwargs):
    """A crate, its archive, and what is picked out of that."""
    runtime_crate(name + "_crate", crate_name, deps)
    rust_archive(
        name = name + "_archive",
        crate = ":{}_crate".format(name),
        tags = ["manual"],
    )
    _picked(
        name = name,
        archive = ":{}_archive".format(name),
        tags = ["manual"],
        visibility = ["//visibility:public"],
        **kwargs
    )

def rust_shim(name, crate_name, deps):
    """The shim as one object for the current target: roc_shim.o.

    Args:
      name: the object
      crate_name: the crate's name in Rust
      deps: its crates
    """
    _picked_archive(name, crate_name, deps)

def rust_host(name, crate_name, deps):
    """A `no_std` host in Rust for the current target: libhost.a.

    Args:
      name: the archive
      crate_name: the crate's name in Rust
      deps: its crates
    """
    _picked_archive(name, crate_name, deps, host = native.package_name().split("/")[-1])
