# Written by toolchains/llvm/llvm.bzl. LLVM %{version}
load("@rules_cc//cc:defs.bzl", "cc_library")

package(default_visibility = ["//visibility:public"])

cc_library(
    name = "headers",
    hdrs = glob([
        "include/**/*.def",
        "include/**/*.h",
        "include/**/*.inc",
    ]),
    includes = ["include"],
)

cc_library(
    name = "system",
    srcs = %{system},
    linkstatic = True,
)

# In the order of llvm-config.
cc_library(
    name = "llvm",
    srcs = %{llvm},
    linkstatic = True,
    deps = [
        ":headers",
        ":system",
    ],
)

cc_library(
    name = "lld",
    srcs = %{lld},
    linkstatic = True,
    deps = [":llvm"],
)
