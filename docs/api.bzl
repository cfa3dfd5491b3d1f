"""What rules/defs.bzl doesn't show of itself, for the page of all rules: rules behind macros, and the module extension."""

load("//rules:extensions.bzl", _roc = "roc")
load("//rules/private:binary.bzl", _roc_binary = "roc_binary")
load("//rules/private:checks.bzl", _roc_check_test = "roc_check_test", _roc_test = "roc_test")
load("//rules/private:library.bzl", _roc_library = "roc_library")
load("//rules/private:platform.bzl", _roc_platform = "roc_platform")

roc = _roc
roc_binary = _roc_binary
roc_check_test = _roc_check_test
roc_library = _roc_library
roc_platform = _roc_platform
roc_test = _roc_test
