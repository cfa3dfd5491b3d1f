"""roc_run_test: runs a program and compares what it prints and how it ends."""

load("//toolchains/platforms:targets.bzl", "TARGETS")
load("//toolchains/platforms:transition.bzl", "to_target")
load(":launcher.bzl", "shell_quote", "write_launcher")
load(":providers.bzl", "RocProgramInfo")

# Standard output must be the same to the byte, standard error must hold each line of $errors.
_COMPARE = """
folder=$(mktemp -d "${TEST_TMPDIR:-/tmp}/run.XXXXXX")
trap 'rm -rf "$folder"' EXIT
code=0
"$program" "$@" < "$stdin" > "$folder/stdout" 2> "$folder/stderr" || code=$?

failed=
fail() {
  printf '%s\\n' "$1" >&2
  failed=1
}
[ "$code" = "$exit_code" ] || fail "the exit code is $code, not $exit_code"
cmp -s "$stdout" "$folder/stdout" || {
  fail "standard output is not as expected (-), but (+):"
  diff -u "$stdout" "$folder/stdout" >&2 || :
}
while IFS= read -r line; do
  grep -qF -e "$line" "$folder/stderr" || fail "standard error does not hold: $line"
done < "$errors"
if [ "$failed" ]; then
  fail "standard error was:"
  cat "$folder/stderr" >&2
  exit 1
fi
"""

def _text_file(ctx, attribute):
    """The file of `<attribute>_file`, else one with the text of `<attribute>`."""
    file = getattr(ctx.file, attribute + "_file")
    text = getattr(ctx.attr, attribute)
    if file and text:
        fail("{0} and {0}_file exclude each other".format(attribute))
    if not file:
        file = ctx.actions.declare_file("{}.{}".format(ctx.label.name, attribute))
        ctx.actions.write(file, text)
    return file

def _roc_run_test_impl(ctx):
    stdin = _text_file(ctx, "stdin")
    stdout = _text_file(ctx, "stdout")
    errors = ctx.actions.declare_file(ctx.label.name + ".stderr")
    ctx.actions.write(errors, "".join([line + "\n" for line in ctx.attr.stderr_contains]))
    test = ctx.actions.declare_file(ctx.label.name)
    write_launcher(
        ctx,
        test,
        {
            "errors": errors,
            "program": ctx.executable.binary,
            "stdin": stdin,
            "stdout": stdout,
        },
        "exit_code={}\n{}".format(shell_quote(str(ctx.attr.exit_code)), _COMPARE),
    )
    runfiles = ctx.runfiles([stdin, stdout, errors] + ctx.files.data)
    runfiles = runfiles.merge_all([
        target[DefaultInfo].default_runfiles
        for target in ctx.attr.data + ctx.attr.binary
    ])
    own = {
        name: ctx.expand_location(value, ctx.attr.data)
        for name, value in ctx.attr.env.items()
    }
    binary = ctx.attr.binary[0][RunEnvironmentInfo]
    return [
        DefaultInfo(executable = test, runfiles = runfiles),
        RunEnvironmentInfo(
            environment = binary.environment | own,
            inherited_environment = binary.inherited_environment + ctx.attr.env_inherit,
        ),
    ]

roc_run_test = rule(
    implementation = _roc_run_test_impl,
    doc = """Runs a roc_binary and compares what comes of it. `args` are the program's.

Standard output must be the same to the byte; it is expected to be empty where neither `stdout` nor `stdout_file` is given.""",
    attrs = {
        "binary": attr.label(
            doc = "The program.",
            mandatory = True,
            cfg = to_target,
            executable = True,
            providers = [RocProgramInfo],
        ),
        "data": attr.label_list(
            doc = "Files that the program reads while it runs, besides its own.",
            allow_files = True,
        ),
        "env": attr.string_dict(doc = "Environment variables, besides the program's own; $(location …) is expanded."),
        "env_inherit": attr.string_list(doc = "Environment variables that are taken over from the caller's environment."),
        "exit_code": attr.int(doc = "How it ends."),
        "stderr_contains": attr.string_list(doc = "Texts, each without a line break, that standard error must hold."),
        "stdin": attr.string(doc = "Its standard input."),
        "stdin_file": attr.label(
            doc = "Its standard input, from a file.",
            allow_single_file = True,
        ),
        "stdout": attr.string(doc = "What it must write to standard output."),
        "stdout_file": attr.label(
            doc = "What it must write to standard output, from a file.",
            allow_single_file = True,
        ),
        "target": attr.string(
            doc = "Roc's name of the target to build the program for and to run it as; without it, as the program says.",
            values = [""] + TARGETS.keys(),
        ),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
    },
    test = True,
)
