"""The rules with defaults that depend on where they are called."""

load(":binary.bzl", _roc_binary = "roc_binary")
load(":platform.bzl", _roc_platform = "roc_platform")

def roc_binary(name, main = "main.roc", **kwargs):
    """A Roc app; see roc_binary in binary.bzl for all attributes.

    Args:
      name: the program
      main: the app's main file
      **kwargs: all else
    """
    _roc_binary(name = name, main = main, **kwargs)

def roc_platform(name, main = "main.roc", **kwargs):
    """A Roc platform; see roc_platform in platform.bzl for all attributes.

    Args:
      name: the platform
      main: the file with its header
      **kwargs: all else
    """
    _roc_platform(name = name, main = main, **kwargs)
