"""Tests of programs on all targets."""

load("//rules:defs.bzl", "roc_run_test")
load("//toolchains/platforms:targets.bzl", "TARGETS")
load("//toolchains/runners:runners.bzl", "runnable")

# Name of the example: its arguments, what it prints.
_EXAMPLES = {
    "echo": (
        [
            "one",
            "''",
            "größer",
        ],
        "one\n\ngrößer\n",
    ),
    "int": ([], None),
    "model": ([], None),
    "str": ([], None),
}

def run_tests(name):
    """<example>_<target>_test for each example and target, and <name>, all of them.

    Args:
      name: of the test suite
    """
    tests = []
    for example, (args, stdout) in _EXAMPLES.items():
        for target in [target for target, (_, _, os, _) in TARGETS.items() if os == "linux"]:
            test = "{}_{}_test".format(example, target)
            expected = {"stdout": stdout} if stdout else {"stdout_file": "//examples/{}:expected.txt".format(example)}
            roc_run_test(
                name = test,
                size = "small",
                args = args,
                binary = "//examples/" + example,
                target = target,
                target_compatible_with = runnable(target),
                **expected
            )
            tests.append(test)
    native.test_suite(
        name = name,
        tests = tests,
    )
