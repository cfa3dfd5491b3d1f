"""rust_program: an executable with Rust's standard library for any of the targets, linked as programs of Roc are."""

load("@rules_rust//rust:defs.bzl", "rust_common")
load("//toolchains/platforms:targets.bzl", "TARGETS")
load("//toolchains/platforms:transition.bzl", "for_target")
load(":rustc.bzl", "add_libraries", "add_target")

_RUST = "@rules_rust//rust:toolchain_type"

# Libraries that rustc names though what is in them comes with others here.
_EMPTY = {
    "linux": ["libutil.a"],
    "windows": [
        "libdbghelp.a",
        "libgcc.a",
        "libmingw32.a",
        "libmingwex.a",
        "libpthread.a",
    ],
}

# The same for macOS, where they are names of one library.
_SYSTEM = ["libSystem.tbd", "libc.tbd", "libiconv.tbd", "libm.tbd"]

_LOADERS = {
    "aarch64": "/lib/ld-linux-aarch64.so.1",
    "x86_64": "/lib64/ld-linux-x86-64.so.2",
}

def _link_folder(ctx, os):
    """What links get of the system, in one folder, with what rustc looks for by other names; answers files and folder."""
    folder = ctx.label.name + ".link"
    files = []

    def link(name, file):
        output = ctx.actions.declare_file("{}/{}".format(folder, name))
        ctx.actions.symlink(output = output, target_file = file)
        files.append(output)

    for file in ctx.files._system:
        if os == "macos":
            for name in _SYSTEM:
                link("usr/lib/" + name, file)
        elif file.basename == "unwind.o":
            link("libgcc_eh.a", file)
        else:
            link(file.basename, file)
    for name in _EMPTY.get(os, []):
        output = ctx.actions.declare_file("{}/{}".format(folder, name))
        ctx.actions.write(output, "!<arch>\n")
        files.append(output)
    return files, "{}/{}".format(files[0].path.partition("/{}/".format(folder))[0], folder)

def _rust_program_impl(ctx):
    rust = ctx.toolchains[_RUST]
    _, cpu, os, libc = TARGETS[ctx.attr.target]
    output = ctx.actions.declare_file("{}/{}{}".format(ctx.label.name, ctx.attr.executable, rust.binary_ext))
    linker = ctx.actions.declare_file("{}.link/{}".format(ctx.label.name, "ld64.lld" if os == "macos" else "ld.lld"))
    ctx.actions.symlink(output = linker, target_file = ctx.executable._backend, is_executable = True)
    files, folder = _link_folder(ctx, os)
    libraries = depset(transitive = [
        depset([dep[rust_common.crate_info].output], transitive = [dep[rust_common.dep_info].transitive_crate_outputs])
        for dep in ctx.attr.deps
    ])

    environment = ctx.actions.declare_file(ctx.label.name + ".env")
    ctx.actions.write(environment, "".join(["{}={}\n".format(name, value) for name, value in ctx.attr.rustc_env.items()] +
                                           (["SDKROOT=${pwd}/" + folder + "\n"] if os == "macos" else [])))
    args = ctx.actions.args()
    args.add("--subst", "pwd=${pwd}")
    args.add("--env-file", environment)
    args.add("--")
    args.add(rust.rustc)
    args.add(ctx.file.crate_root)
    args.add("--crate-name=" + ctx.attr.executable.replace("-", "_"))
    args.add("--crate-type=bin")
    args.add("--edition=2024")
    add_target(args, rust)
    args.add_all(["-Ccodegen-units=1", "-Copt-level=3", "-Cdebug-assertions=off", "-Cpanic=abort"])
    args.add(linker, format = "-Clinker=%s")
    args.add("-Clinker-flavor=" + linker.basename)
    args.add(folder, format = "-Lnative=%s")
    if os == "macos":
        args.add_all(["-Clink-arg=-S", "-Clink-arg=-x", "-Clink-arg=-dead_strip"])
    else:
        args.add("-Cstrip=symbols")
    if os == "windows":
        args.add(folder, format = "-Clink-arg=%s/crt2.o")
        args.add_all(["-Clink-self-contained=no", "-Clink-arg=--no-insert-timestamp"])
    elif libc == "glibc":
        args.add(folder, format = "-Clink-arg=%s/Scrt1.o")
        args.add_all(["-Clink-arg=-dynamic-linker", "-Clink-arg=" + _LOADERS[cpu], "-Clink-arg=--build-id=none"])
    elif libc == "musl":
        args.add_all(["-Crelocation-model=static", "-Clink-arg=--build-id=none"])
    for dep in ctx.attr.deps:
        crate = dep[rust_common.crate_info]
        args.add("--extern={}={}".format(crate.name, crate.output.path))
    add_libraries(args, libraries)
    args.add("-o", output)
    ctx.actions.run(
        executable = ctx.executable._process_wrapper,
        arguments = [args],
        env = {},
        inputs = depset(
            ctx.files.srcs + ctx.files.compile_data + files + [ctx.file.crate_root, environment, linker],
            transitive = [libraries, rust.all_files],
        ),
        mnemonic = "RustProgram",
        outputs = [output],
        progress_message = "Compiling %{output}",
        tools = [ctx.attr._backend[DefaultInfo].files_to_run],
    )
    return [DefaultInfo(
        executable = output,
        files = depset([output]),
        runfiles = ctx.runfiles([output]),
    )]

rust_program = rule(
    implementation = _rust_program_impl,
    doc = "<name>/<executable>: an executable crate for a target, without the C compiler that rust_binary would ask for.",
    attrs = {
        "compile_data": attr.label_list(allow_files = True),
        "crate_root": attr.label(
            mandatory = True,
            allow_single_file = [".rs"],
        ),
        "deps": attr.label_list(
            providers = [rust_common.crate_info, rust_common.dep_info],
        ),
        "executable": attr.string(
            doc = "The file's name without extension, also that of the crate.",
            mandatory = True,
        ),
        "rustc_env": attr.string_dict(),
        "srcs": attr.label_list(allow_files = [".rs"]),
        "target": attr.string(
            mandatory = True,
            values = TARGETS.keys(),
        ),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
        "_backend": attr.label(
            default = "//roc/backend:roc-backend",
            cfg = "exec",
            executable = True,
        ),
        "_process_wrapper": attr.label(
            default = "@rules_rust//util/process_wrapper",
            cfg = "exec",
            executable = True,
        ),
        "_system": attr.label(default = "//toolchains/link:system"),
    },
    cfg = for_target,
    executable = True,
    toolchains = [_RUST],
)

def _windows_library_impl(ctx):
    output = ctx.actions.declare_file(ctx.label.name + ".dll")
    linker = ctx.actions.declare_file(ctx.label.name + ".link/ld.lld")
    ctx.actions.symlink(output = linker, target_file = ctx.executable._backend, is_executable = True)
    imports = [file for file in ctx.files._system if file.basename in ctx.attr.imports]
    args = ctx.actions.args()
    args.add_all(["-m", "i386pep", "-shared", "-e", "DllMainCRTStartup", "--no-insert-timestamp", "-s", "-o", output])
    args.add_all(ctx.files.object + imports)
    ctx.actions.run(
        executable = linker,
        arguments = [args],
        inputs = ctx.files.object + imports,
        mnemonic = "WindowsLibrary",
        outputs = [output],
        tools = [ctx.attr._backend[DefaultInfo].files_to_run],
    )
    return [DefaultInfo(files = depset([output]))]

windows_library = rule(
    implementation = _windows_library_impl,
    doc = "<name>.dll, of one object.",
    attrs = {
        "imports": attr.string_list(doc = "Import libraries, by their file names."),
        "object": attr.label(
            mandatory = True,
        ),
        "target": attr.string(
            default = "x64win",
            values = ["x64win"],
        ),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
        "_backend": attr.label(
            default = "//roc/backend:roc-backend",
            cfg = "exec",
            executable = True,
        ),
        "_system": attr.label(default = "//toolchains/link:system"),
    },
    cfg = for_target,
)
