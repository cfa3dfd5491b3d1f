"""Changes to the configuration in which files of linked programs are built."""

# Only options of Bazel's own: a Starlark flag that is set here would get into the configuration of
# the tools and build all of them once more for each target.
for_target = transition(
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
