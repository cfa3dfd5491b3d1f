"""Tests of programs on all targets."""

load("//rules:defs.bzl", "roc_run_test")
load("//toolchains/platforms:targets.bzl", "TARGETS")
load("//toolchains/runners:runners.bzl", "runnable")

# Program: its arguments, what it prints (text or file), where it can't be run.
_PROGRAMS = {
    "//examples/echo": (["one", "''", "größer"], "one\n\ngrößer\n", []),
    "//examples/int": ([], Label("//examples/int:expected.txt"), []),
    "//examples/model": ([], Label("//examples/model:expected.txt"), []),
    "//examples/str": ([], Label("//examples/str:expected.txt"), []),
    "//tests/targets/std": (["one", "größer"], Label("//tests/targets/std:expected.txt"), []),
    # machorun doesn't know how macOS unwinds.
    "//tests/targets/std:std": (["panic"], "a panic is caught: true, and cleans up: true\n", ["arm64mac", "x64mac"]),
}

def run_tests(name):
    """<program>_<target>_test for each program and target, and <name>, all of them.

    Args:
      name: of the test suite
    """
    tests = []
    for program, (args, stdout, not_on) in _PROGRAMS.items():
        short = program.split("/")[-1].replace(":std", "_panic")
        for target in TARGETS:
            if target in not_on:
                continue
            test = "{}_{}_test".format(short, target)
            expected = {"stdout": stdout} if type(stdout) == "string" else {"stdout_file": stdout}
            roc_run_test(
                name = test,
                size = "small",
                args = args,
                binary = program,
                target = target,
                target_compatible_with = runnable(target),
                **expected
            )
            tests.append(test)
    native.test_suite(
        name = name,
        tests = tests,
    )
