"""The rules with defaults that depend on where they are called."""

load("//toolchains/platforms:targets.bzl", "TARGETS", "constraints")
load(":binary.bzl", _roc_binary = "roc_binary")
load(":checks.bzl", _roc_check_test = "roc_check_test", _roc_test = "roc_test")
load(":library.bzl", _roc_library = "roc_library")
load(":platform.bzl", _roc_platform = "roc_platform")

def _label(name):
    return str(Label("//rules/target:" + name))

# Roc's name of the target that Bazel builds for. Programs for Linux are linked with musl and run with any C library.
_TARGET = select(
    {
        _label("any_{}_{}".format(cpu, os)): name
        for name, (_, cpu, os, libc) in TARGETS.items()
        if libc != "glibc"
    } | {_label(name): name for name in TARGETS},
    no_match_error = "Roc has no target for this platform; it has " + ", ".join(TARGETS),
)

def roc_binary(name, main = "main.roc", **kwargs):
    """A Roc app; see roc_binary in binary.bzl for all attributes.

    Args:
      name: the program
      main: the app's main file
      **kwargs: all else
    """
    _roc_binary(name = name, main = main, **kwargs)

def roc_check_test(name, main = "main.roc", **kwargs):
    """A test that a module has no mistakes; see roc_check_test in checks.bzl for all attributes.

    Args:
      name: the test
      main: the file to check
      **kwargs: all else
    """
    _roc_check_test(name = name, main = main, **kwargs)

def roc_library(name, main = "main.roc", **kwargs):
    """A Roc package; see roc_library in library.bzl for all attributes.

    Args:
      name: the package
      main: the file with its header; None for modules without one
      **kwargs: all else
    """
    _roc_library(name = name, main = main, **kwargs)

def roc_platform(name, main = "main.roc", target = _TARGET, **kwargs):
    """A Roc platform; see roc_platform in platform.bzl for all attributes.

    Args:
      name: the platform
      main: the file with its header
      target: Roc's name of the target
      **kwargs: all else
    """
    _roc_platform(name = name, main = main, target = target, **kwargs)

def roc_test(name, main = "main.roc", **kwargs):
    """Runs the top-level expects of a module; see roc_test in checks.bzl for all attributes.

    Args:
      name: the test
      main: the file
      **kwargs: all else
    """
    _roc_test(name = name, main = main, **kwargs)
