"""The crates of this repository: one macro call in a crate's BUILD file, all else is read from its Cargo.toml."""

load("@crates//:defs.bzl", "aliases", "all_crate_deps")
load("@rules_rust//rust:defs.bzl", "rust_binary", "rust_library", "rust_test")
load("@workspace_crates//:defs.bzl", "DEPS", "DEV_DEPS")
load(":program.bzl", "rust_program")

_VERSION = "0.1.0"
_EDITION = "2024"

# Flags of everything that runs inside linked programs; rules_rust's own come first, the last one counts.
RUNTIME_FLAGS = [
    "-Ccodegen-units=1",
    "-Cdebug-assertions=off",
    "-Cembed-bitcode=yes",
    "-Copt-level=3",
    "-Coverflow-checks=off",
    "-Cpanic=abort",
]

# Otherwise atomics become calls of functions that nothing in the link defines.
NO_OUTLINED_ATOMICS = ["-Ctarget-feature=-outline-atomics"]

LIBRARY_FLAGS = select({
    "//toolchains/platforms:for_roc": RUNTIME_FLAGS,
    "//conditions:default": [],
}) + select({
    "//toolchains/platforms:for_roc_on_aarch64_linux": NO_OUTLINED_ATOMICS,
    "//conditions:default": [],
})

# Fully static and not position independent: runs on any Linux, and is the quickest to start.
_STATIC_FLAGS = select({
    "@platforms//os:linux": [
        "-Crelocation-model=static",
        "-Ctarget-feature=+crt-static",
        # rustc names the C library before the archives of C++ libraries; single-pass linkers need it after them.
        "-Clink-args=-Wl,-Bstatic -Wl,--start-group -lm -lc -lgcc -lgcc_eh -Wl,--end-group",
    ],
    "//conditions:default": [],
})

# The C++ toolchain's own "-lstdc++ -lm" would find shared libraries.
_STATIC_FEATURES = select({
    "@platforms//os:linux": ["-default_link_libs"],
    "//conditions:default": [],
})

_RELEASE_FLAGS = select({
    "//toolchains/rust:opt": [
        "-Ccodegen-units=1",
        "-Cpanic=abort",
        "-Cstrip=symbols",
    ],
    "//conditions:default": [],
})

def _common():
    return {
        "aliases": aliases(),
        "edition": _EDITION,
        "version": _VERSION,
    }

# As under cargo, but relative to the workspace, so that no path of this machine gets into an output.
# Tests start in the workspace's root, where the path is right.
def _manifest_dir():
    return {"CARGO_MANIFEST_DIR": native.package_name()}

def _deps():
    return all_crate_deps(normal = True) + DEPS[native.package_name()]

def _dev_deps():
    return all_crate_deps(normal_dev = True) + DEV_DEPS[native.package_name()]

def _tests(deps, proc_macro_deps, data, env, size, **kwargs):
    """One test for each file directly below tests/."""
    env = {"CARGO_TARGET_TMPDIR": "/tmp"} | env
    for file in native.glob(["tests/*.rs"], allow_empty = True):
        rust_test(
            name = file.removeprefix("tests/").removesuffix(".rs") + "_test",
            size = size,
            srcs = [file] + native.glob(["tests/*/**/*.rs"], allow_empty = True),
            crate_root = file,
            data = data,
            env = env,
            proc_macro_deps = proc_macro_deps + all_crate_deps(proc_macro_dev = True),
            rustc_env = _manifest_dir() | env,
            deps = deps,
            **(_common() | kwargs)
        )

# What include_str!() may read: everything in the crate's folder but Rust and tests.
def _included():
    return native.glob(
        ["**"],
        allow_empty = True,
        exclude = [
            "**/*.rs",
            "BUILD.bazel",
            "Cargo.toml",
            "tests/**",
        ],
    )

def _data(data):
    return data + _included() + native.glob(
        ["tests/**"],
        allow_empty = True,
        exclude = ["**/*.rs"],
    )

def rust_crate(
        name,
        crate_name,
        deps = [],
        compile_data = [],
        crate_features = [],
        data = [],
        env = {},
        size = "small",
        visibility = ["//visibility:public"],
        **kwargs):
    """A library crate with its unit tests and the tests of its tests/ folder.

    Args:
      name: the library
      crate_name: the crate's name in Rust
      deps: what Cargo.toml doesn't name: C++ libraries
      compile_data: files that the sources include, beside those in the crate's folder
      crate_features: for the tools and for tests, not for what runs inside linked programs
      data: files that tests read, beside those in the crate's folder
      env: what tests see in their environment, when compiled and when run
      size: of the tests
      visibility: of the library
      **kwargs: passed to all of them
    """
    if crate_features:
        kwargs["crate_features"] = select({
            "//toolchains/platforms:for_roc": [],
            "//conditions:default": crate_features,
        })
    srcs = native.glob(["src/**/*.rs"])
    proc_macro_deps = all_crate_deps(proc_macro = True)
    deps = deps + _deps()
    files = compile_data + _included()
    rust_library(
        name = name,
        srcs = srcs,
        compile_data = files,
        crate_name = crate_name,
        crate_root = "src/lib.rs",
        proc_macro_deps = proc_macro_deps,
        rustc_env = _manifest_dir(),
        rustc_flags = LIBRARY_FLAGS,
        visibility = visibility,
        deps = deps,
        **(_common() | kwargs)
    )
    rust_test(
        name = "unit_test",
        size = size,
        srcs = srcs,
        compile_data = files,
        crate_name = crate_name,
        crate_root = "src/lib.rs",
        data = _data(data),
        env = env,
        proc_macro_deps = proc_macro_deps + all_crate_deps(proc_macro_dev = True),
        rustc_env = _manifest_dir() | env,
        deps = deps + _dev_deps(),
        **(_common() | kwargs)
    )
    _tests(
        deps = deps + _dev_deps() + [":" + name],
        proc_macro_deps = proc_macro_deps,
        data = _data(data),
        env = env,
        size = size,
        **kwargs
    )

def rust_executable(
        name,
        crate_name,
        deps = [],
        compile_data = [],
        data = [],
        env = {},
        size = "small",
        targets = [],
        visibility = ["//visibility:public"],
        **kwargs):
    """An executable crate that needs nothing of the system it runs on, with its tests.

    A src/lib.rs becomes a library of its own, `<name>_lib`. Tests find the executable in
    CARGO_BIN_EXE_<name>, as under cargo: a path from the folder that tests start in.

    Args:
      name: the executable
      crate_name: the crate's name in Rust
      deps: what Cargo.toml doesn't name: C++ libraries
      compile_data: files that the sources include, beside those in the crate's folder
      data: files that tests read, beside those in the crate's folder
      env: what tests see in their environment, when compiled and when run
      size: of the tests
      targets: Roc's names of targets to build it for too, each as `<target>`
      visibility: of the executable
      **kwargs: passed to all of them
    """
    package = native.package_name().split("/")[-1]
    if package != name:
        native.alias(
            name = package,
            actual = ":" + name,
            visibility = visibility,
        )
    library = native.glob(["src/lib.rs"], allow_empty = True)
    proc_macro_deps = all_crate_deps(proc_macro = True)
    deps = deps + _deps()
    files = compile_data + _included()
    srcs = native.glob(["src/**/*.rs"])
    if library:
        rust_library(
            name = name + "_lib",
            srcs = srcs,
            compile_data = files,
            crate_name = crate_name,
            crate_root = "src/lib.rs",
            proc_macro_deps = proc_macro_deps,
            rustc_env = _manifest_dir(),
            visibility = ["//visibility:private"],
            deps = deps,
            **(_common() | kwargs)
        )
        deps = deps + [":" + name + "_lib"]
    for target in targets:
        rust_program(
            name = target,
            srcs = srcs,
            compile_data = files,
            crate_root = "src/main.rs",
            executable = name,
            rustc_env = _manifest_dir() | {"CARGO_PKG_VERSION": _VERSION},
            tags = ["manual"],
            target = target,
            visibility = visibility,
            deps = deps,
        )
    rust_binary(
        name = name,
        srcs = srcs,
        compile_data = files,
        crate_name = name.replace("-", "_"),
        crate_root = "src/main.rs",
        features = _STATIC_FEATURES,
        proc_macro_deps = proc_macro_deps,
        rustc_env = _manifest_dir(),
        rustc_flags = _STATIC_FLAGS + _RELEASE_FLAGS,
        visibility = visibility,
        deps = deps,
        **(_common() | kwargs)
    )
    rust_test(
        name = "unit_test",
        size = size,
        srcs = srcs,
        compile_data = files,
        crate_name = crate_name,
        crate_root = library[0] if library else "src/main.rs",
        data = _data(data),
        env = env,
        features = _STATIC_FEATURES,
        proc_macro_deps = proc_macro_deps + all_crate_deps(proc_macro_dev = True),
        rustc_env = _manifest_dir() | env,
        rustc_flags = _STATIC_FLAGS,
        deps = deps + _dev_deps(),
        **(_common() | kwargs)
    )
    _tests(
        deps = deps + _dev_deps(),
        proc_macro_deps = proc_macro_deps,
        data = _data(data) + [":" + name],
        env = {"CARGO_BIN_EXE_" + name: "$(rootpath :{})".format(name)} | env,
        size = size,
        features = _STATIC_FEATURES,
        rustc_flags = _STATIC_FLAGS,
        **kwargs
    )
