"""Changes to the configuration in which files of linked programs are built."""

_OPTIONS = [
    "//command_line_option:compilation_mode",
    "//command_line_option:platforms",
]

# Only options of Bazel's own: a Starlark flag that is set here would get into the configuration of
# the tools and build all of them once more for each target.
for_target = transition(
    implementation = lambda settings, attr: {
        "//command_line_option:compilation_mode": "opt",
        "//command_line_option:platforms": str(Label("//toolchains/platforms:" + attr.target)),
    },
    inputs = [],
    outputs = _OPTIONS,
)

def _to_target_impl(settings, attr):
    if not attr.target:
        return settings
    return {
        "//command_line_option:compilation_mode": "opt",
        "//command_line_option:platforms": str(Label("//toolchains/platforms:" + attr.target)),
    }

# The same, where a rule's target may be left open: as what needs it is built.
to_target = transition(
    implementation = _to_target_impl,
    inputs = _OPTIONS,
    outputs = _OPTIONS,
)
