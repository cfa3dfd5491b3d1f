#!/usr/bin/env python3
"""How long Bazel takes for a workspace with a hundred Roc apps, beside one with a hundred programs in C.

usage: bazel.py [--dist FOLDER] [--rounds N] [--write]

Both are like the monorepo of tests/consumer: apps that use a shared library. FOLDER holds ready-made tools (default:
$ROC_DIST, bazel-bin/dist, target/dist). Times are of whole calls, with a server that runs. With --write the table goes into
README.md beside this file.
"""
import os, re, shutil, statistics, subprocess, tempfile, time

import run

APPS = 100
MODULE = """module(name = "bench")

bazel_dep(name = "rules_cc", version = "0.0.11")
"""
USES_ROC = """bazel_dep(name = "roc", version = "0.1.0")
local_path_override(
    module_name = "roc",
    path = "{root}",
)

roc = use_extension("@roc//rules:extensions.bzl", "roc")
roc.local(path = "{dist}")
"""
ROC_APP = """app [main!] {{ pf: platform "../../platform/main.roc", text: "../../text/main.roc" }}

import pf.Out
import text.Lines

main! : List(Str) => I32
main! = |args| {{
	Out.line!("{turn} ${{Lines.of(Str.join_with(args, "\\n")).len().to_str()}} {app}")
	0
}}
"""
ROC_BUILD = """load("@roc//rules:defs.bzl", "roc_binary")

roc_binary(
    name = "app",
    platform = "//platform",
    deps = ["//text"],
)
"""
C_APP = """#include "lines.h"
#include <stdio.h>

int main(int count, char **words) {{
    printf("{turn} %d {app}\\n", lines(count, words));
    return 0;
}}
"""
C_BUILD = """load("@rules_cc//cc:defs.bzl", "cc_binary")

cc_binary(
    name = "app",
    srcs = ["main.c"],
    deps = ["//text"],
)
"""
C_TEXT = """load("@rules_cc//cc:defs.bzl", "cc_library")

cc_library(
    name = "text",
    srcs = ["lines.c"],
    hdrs = ["lines.h"],
    includes = ["."],
    visibility = ["//visibility:public"],
)
"""


class Workspace:
    """A hundred apps of one kind."""

    def __init__(self, folder, name):
        self.folder, self.name = f"{folder}/{name}", name
        self.base = f"{self.folder}.base"
        self.actions, self.times = {}, {}

    def write(self, path, text):
        path = f"{self.folder}/{path}"
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as f:
            f.write(text)

    def bazel(self, *words):
        call = [f"{run.ROOT}/bazel", f"--output_base={self.base}", *words]
        done = subprocess.run(call, cwd=self.folder, capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"{call}\n{done.stderr}")
        return done.stderr

    def build(self, what):
        begun = time.monotonic()
        said = self.bazel("build", f"--disk_cache={self.folder}.cache", "//...")
        self.times.setdefault(what, []).append((time.monotonic() - begun) * 1e3)
        found = re.search(r"(\d+) process(?:es)?: (.*?)\.$", said, re.M)
        inner = re.search(r"(\d+) internal", found.group(2)) if found else None
        self.actions[what] = int(found.group(1)) - (int(inner.group(1)) if inner else 0) if found else 0

    def turn(self, turn):
        self.app(0, turn)
        self.build("one app of a hundred changed")
        self.build("nothing changed")
        self.library(turn)
        self.build("what all apps share changed")
        self.bazel("clean")
        self.build("after `clean`, from a disk cache")


class Roc(Workspace):
    def __init__(self, folder, dist):
        super().__init__(folder, "roc")
        for part in ["platform", "text"]:
            shutil.copytree(f"{run.ROOT}/tests/consumer/monorepo/{part}", f"{self.folder}/{part}")
        self.write("MODULE.bazel", MODULE + USES_ROC.format(root=run.ROOT, dist=dist))
        for app in range(APPS):
            self.write(f"apps/a{app}/BUILD.bazel", ROC_BUILD)
            self.app(app, 0)
        with open(f"{self.folder}/platform/host.c") as f:
            self.host = f.read()

    def app(self, app, turn):
        self.write(f"apps/a{app}/main.roc", ROC_APP.format(app=app, turn=turn))

    def library(self, turn):
        self.write("platform/host.c", self.host.replace("[dbg]", f"[dbg {turn}]"))


class C(Workspace):
    def __init__(self, folder):
        super().__init__(folder, "c")
        self.write("MODULE.bazel", MODULE)
        self.write("text/BUILD.bazel", C_TEXT)
        self.write("text/lines.h", "int lines(int count, char **words);\n")
        self.library(0)
        for app in range(APPS):
            self.write(f"apps/a{app}/BUILD.bazel", C_BUILD)
            self.app(app, 0)

    def app(self, app, turn):
        self.write(f"apps/a{app}/main.c", C_APP.format(app=app, turn=turn))

    def library(self, turn):
        self.write("text/lines.c", f"int lines(int count, char **words) {{ return words[0] ? count - {turn} : 0; }}\n")


def table(roc, c):
    rows = ["| what | Roc | actions | C | actions | times C's |", "| --- | ---: | ---: | ---: | ---: | ---: |"]
    for what in roc.times:
        ours, theirs = statistics.median(roc.times[what]), statistics.median(c.times[what])
        rows.append(f"| {what} | {ours:,.0f} ms | {roc.actions[what]} | {theirs:,.0f} ms | {c.actions[what]} | {ours / theirs:.2f} |")
    return "\n".join(rows)


def main():
    a = run.arguments(__doc__, 5)
    dist = os.path.realpath(os.path.dirname(os.path.dirname(run.tools(a.dist))))
    with tempfile.TemporaryDirectory(prefix="roc-bench-", ignore_cleanup_errors=True) as folder:
        workspaces = [Roc(folder, dist), C(folder)]
        for workspace in workspaces:
            workspace.write(".bazelrc", "common --noenable_workspace\n")
            workspace.write("BUILD.bazel", "")
            workspace.build("first build")
        try:
            for turn in range(a.rounds):
                for workspace in workspaces:
                    workspace.turn(turn + 1)
            text = table(*workspaces) + "\n\n" + run.machine(a.rounds)
        finally:
            for workspace in workspaces:
                workspace.bazel("shutdown")
                subprocess.run(["chmod", "-R", "u+w", workspace.base], check=False)
    run.publish(text, "bazel.py", a.write)


if __name__ == "__main__":
    main()
