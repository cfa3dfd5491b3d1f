"""Rules for Roc: what a BUILD file loads."""

load("//rules/private:cases_test.bzl", _roc_cases_test = "roc_cases_test")
load("//rules/private:checks.bzl", _roc_format_test = "roc_format_test")
load("//rules/private:host.bzl", _roc_host = "roc_host")
load(
    "//rules/private:macros.bzl",
    _roc_binary = "roc_binary",
    _roc_check_test = "roc_check_test",
    _roc_library = "roc_library",
    _roc_platform = "roc_platform",
    _roc_test = "roc_test",
)
load(
    "//rules/private:providers.bzl",
    _RocHostInfo = "RocHostInfo",
    _RocModuleInfo = "RocModuleInfo",
    _RocPlatformInfo = "RocPlatformInfo",
    _RocProgramInfo = "RocProgramInfo",
)
load("//rules/private:run_test.bzl", _roc_run_test = "roc_run_test")
load("//rules/private:target.bzl", _RocTargetInfo = "RocTargetInfo", _roc_target = "roc_target")
load("//rules/private:toolchain.bzl", _RocToolchainInfo = "RocToolchainInfo", _roc_toolchain = "roc_toolchain")
load("//rules/private:validation.bzl", _roc_format_aspect = "roc_format_aspect")

RocHostInfo = _RocHostInfo
RocModuleInfo = _RocModuleInfo
RocPlatformInfo = _RocPlatformInfo
RocProgramInfo = _RocProgramInfo
RocTargetInfo = _RocTargetInfo
RocToolchainInfo = _RocToolchainInfo
roc_binary = _roc_binary
roc_cases_test = _roc_cases_test
roc_check_test = _roc_check_test
roc_format_aspect = _roc_format_aspect
roc_format_test = _roc_format_test
roc_host = _roc_host
roc_library = _roc_library
roc_platform = _roc_platform
roc_run_test = _roc_run_test
roc_target = _roc_target
roc_test = _roc_test
roc_toolchain = _roc_toolchain
