"""Rules for Roc: what a BUILD file loads."""

load("//rules/private:macros.bzl", _roc_binary = "roc_binary", _roc_platform = "roc_platform")
load("//rules/private:providers.bzl", _RocPlatformInfo = "RocPlatformInfo", _RocProgramInfo = "RocProgramInfo")
load("//rules/private:run_test.bzl", _roc_run_test = "roc_run_test")

RocPlatformInfo = _RocPlatformInfo
RocProgramInfo = _RocProgramInfo
roc_binary = _roc_binary
roc_platform = _roc_platform
roc_run_test = _roc_run_test
