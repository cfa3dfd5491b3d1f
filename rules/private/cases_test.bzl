"""roc_cases_test: a folder of programs, each with what it must print, as one test that can be sharded."""

load(":binary.bzl", "compile_image")
load(":launcher.bzl", "rlocation_path", "shell_quote", "write_launcher")
load(":modules.bzl", "add_platform")
load(":providers.bzl", "RocModuleInfo", "RocPlatformInfo")
load(":toolchain.bzl", "TOOLS", "tools")

_RUN = """
folder=$(mktemp -d "${TEST_TMPDIR:-/tmp}/run.XXXXXX")
trap 'rm -rf "$folder"' EXIT
if [ -n "${TEST_SHARD_STATUS_FILE:-}" ]; then : > "$TEST_SHARD_STATUS_FILE"; fi
shards=${TEST_TOTAL_SHARDS:-1}
at=${TEST_SHARD_INDEX:-0}
count=0
failures=0

fail() {
  printf 'FAIL %s: %s\\n' "$name" "$1" >&2
  failed=1
}

# Arguments: its name, and the runfiles' paths of image, stdout, exit and stderr, each - where there is none.
run_case() {
  name=$1
  count=$((count + 1))
  if [ $((count % shards)) != "$at" ]; then return 0; fi
  case $name in *"${TESTBRIDGE_TEST_ONLY:-}"*) ;; *) return 0 ;; esac
  failed=
  code=0
  wanted=0
  runfile "$2"
  "$launch" "$path" "$program" < /dev/null > "$folder/stdout" 2> "$folder/stderr" || code=$?
  if [ "$4" != - ]; then runfile "$4"; read -r wanted < "$path"; fi
  [ "$code" = "$wanted" ] || fail "the exit code is $code, not $wanted"
  runfile "$3"
  cmp -s "$path" "$folder/stdout" || {
    fail "standard output is not as expected (-), but (+):"
    diff -u "$path" "$folder/stdout" >&2 || :
  }
  if [ "$5" != - ]; then
    runfile "$5"
    while IFS= read -r line; do
      grep -qiF -e "$line" "$folder/stderr" || fail "standard error does not hold: $line"
    done < "$path"
  fi
  if [ "$failed" ]; then
    failures=$((failures + 1))
    cat "$folder/stderr" >&2
  else
    printf 'ok   %s\\n' "$name"
  fi
}

"""

_PARTS = [".stdout", ".exit", ".stderr.txt"]

def _roc_cases_test_impl(ctx):
    platform = ctx.attr.platform[RocPlatformInfo]
    files = {file.path: file for file in ctx.files.data}
    script = _RUN
    kept = []
    for main in ctx.files.cases:
        # FOLDER/main.roc with FOLDER/stdout, or NAME.roc with NAME.stdout.
        in_folder = main.basename == "main.roc"
        stem = main.dirname + "/" if in_folder else main.path.removesuffix(".roc")
        near = [files.get(stem + (part[1:] if in_folder else part)) for part in _PARTS]
        if not near[0]:
            fail("{} has no {} among `data`".format(main.short_path, _PARTS[0]))
        srcs = [file for file in ctx.files.srcs if file.dirname.startswith(main.dirname)] if in_folder else []
        modules = add_platform(RocModuleInfo(main = main, packages = depset(), srcs = depset([main] + srcs)), platform)
        name = (main.dirname if in_folder else main.short_path.removesuffix(".roc")).removeprefix(ctx.label.package + "/")
        image = compile_image(ctx, main, modules, "{}.cases/{}".format(ctx.label.name, name))
        words = [name] + [rlocation_path(ctx, file) if file else "-" for file in [image] + near]
        script += "run_case {}\n".format(" ".join([shell_quote(word) for word in words]))
        kept += [image] + [file for file in near if file]
    test = ctx.actions.declare_file(ctx.label.name)
    launch = tools(ctx).launch.executable
    write_launcher(
        ctx,
        test,
        {
            "launch": launch,
            "program": platform.program,
        },
        script + '[ "$failures" = 0 ] || { echo "$failures failed" >&2; exit 1; }\n',
    )
    return [DefaultInfo(
        executable = test,
        runfiles = ctx.runfiles(kept + [launch, platform.program]),
    )]

roc_cases_test = rule(
    implementation = _roc_cases_test_impl,
    doc = """Runs programs and compares what comes of them: NAME.roc prints NAME.stdout, ends with the number in NAME.exit (0 where
there is none), and its standard error holds each line of NAME.stderr.txt, in upper or lower case. Of a program in a folder of its own
they are FOLDER/main.roc, FOLDER/stdout and so on.

Each program is compiled by an action of its own. `shard_count` shares them out, `--test_filter` selects by a part of the name.""",
    attrs = {
        "cases": attr.label_list(
            doc = "The programs' main files.",
            mandatory = True,
            allow_files = [".roc"],
        ),
        "data": attr.label_list(
            doc = "What they must print.",
            allow_files = True,
        ),
        "platform": attr.label(
            doc = "Who runs them; by default the platform of files without a header.",
            default = "//hosts/echo/platform",
            providers = [RocPlatformInfo],
        ),
        "srcs": attr.label_list(
            doc = "All other .roc files of programs in folders.",
            allow_files = True,
        ),
    },
    test = True,
    toolchains = [TOOLS],
)
