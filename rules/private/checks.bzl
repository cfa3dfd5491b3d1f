"""Tests that `roc` itself makes of sources: roc_test, roc_check_test, roc_format_test."""

load(":launcher.bzl", "shell_quote", "write_launcher")
load(":modules.bzl", "APP_ATTRS", "module_info", "runfiles_packages")
load(":toolchain.bzl", "TOOLS", "tools")

# In the runfiles of the main repository, where sources have the paths that they have in it.
_BEGIN = """
cd "${RUNFILES_DIR:?is not set: tests of Roc sources need a folder of runfiles}/$repository"
if [ -n "${TEST_TMPDIR:-}" ]; then export ROC_CACHE_DIR="$TEST_TMPDIR/roc"; fi
"""

# What Bazel asks of a test by its environment.
_EXPECTS = """
set -- "$@" --no-cache
if [ -n "${TESTBRIDGE_TEST_ONLY:-}" ]; then set -- "$@" --filter "$TESTBRIDGE_TEST_ONLY"; fi
if [ -n "${XML_OUTPUT_FILE:-}" ]; then set -- "$@" --junit "$XML_OUTPUT_FILE"; fi
if [ "${TEST_TOTAL_SHARDS:-0}" -gt 1 ]; then
  set -- "$@" --shard "$((TEST_SHARD_INDEX + 1))/$TEST_TOTAL_SHARDS"
  if [ -n "${TEST_SHARD_STATUS_FILE:-}" ]; then : > "$TEST_SHARD_STATUS_FILE"; fi
fi
"""

# Two are warnings only.
_UNLESS_ERRORS = """
code=0
"$roc" "$@" || code=$?
if [ "$code" = 2 ]; then code=0; fi
exit "$code"
"""

def _test(ctx, words, files, script):
    """The providers of a test that runs `roc` with these words."""
    test = ctx.actions.declare_file(ctx.label.name)
    roc = tools(ctx).roc.executable
    command = "repository={}\n".format(shell_quote(ctx.workspace_name)) + _BEGIN
    command += "set -- {}\n".format(" ".join([shell_quote(word) for word in words])) + script
    write_launcher(ctx, test, {"roc": roc}, command)
    return [DefaultInfo(
        executable = test,
        runfiles = ctx.runfiles([roc], transitive_files = files),
    )]

def _roc_test_impl(ctx):
    modules = module_info(ctx)
    words = ["test", ctx.file.main.short_path] + runfiles_packages(modules)
    return _test(ctx, words, modules.srcs, _EXPECTS + _UNLESS_ERRORS)

roc_test = rule(
    implementation = _roc_test_impl,
    doc = """Runs the top-level expects of a file and of all modules that it imports.

`--test_filter` selects as `roc test --filter` does; with `shard_count` the expects are shared out.""",
    attrs = APP_ATTRS,
    test = True,
    toolchains = [TOOLS],
)

def _roc_check_test_impl(ctx):
    modules = module_info(ctx)
    words = ["check", ctx.file.main.short_path] + runfiles_packages(modules)
    return _test(ctx, words, modules.srcs, _UNLESS_ERRORS if ctx.attr.allow_warnings else 'exec "$roc" "$@"\n')

roc_check_test = rule(
    implementation = _roc_check_test_impl,
    doc = "Fails if `roc check` finds a mistake.",
    attrs = APP_ATTRS | {
        "allow_warnings": attr.bool(doc = "Whether warnings are no reason to fail."),
    },
    test = True,
    toolchains = [TOOLS],
)

def _roc_format_test_impl(ctx):
    words = ["fmt", "--check"] + [file.short_path for file in ctx.files.srcs]
    return _test(ctx, words, depset(ctx.files.srcs), """
"$roc" "$@" || {
  echo "these files are not laid out as roc fmt does; roc fmt FILE... changes them" >&2
  exit 1
}
""")

roc_format_test = rule(
    implementation = _roc_format_test_impl,
    doc = "Fails, and lists them, if files are not laid out as `roc fmt` does.",
    attrs = {
        "srcs": attr.label_list(
            doc = "The files.",
            mandatory = True,
            allow_empty = False,
            allow_files = [".roc"],
        ),
    },
    test = True,
    toolchains = [TOOLS],
)
