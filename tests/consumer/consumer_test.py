#!/usr/bin/env python3
"""Builds and tests the workspaces beside this file as others would, with the tools of //:dist.

For each of them: its tests pass; a second copy in another folder makes the same bytes, and takes all of them from a disk
cache; what was built once isn't built again. In the monorepo each change reruns only what depends on it.
"""
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import unittest

HERE = os.path.dirname(os.path.realpath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TMP = os.environ["TEST_TMPDIR"]
DIST = os.path.realpath("dist")
CACHE = os.path.join(TMP, "cache")
# Bazel's own chores: symlinks, written files, middlemen, the test runner's set-up.
OURS = re.compile(r"Roc\w+|Cpp\w+|TestRunner")


class Workspace:
    """A copy of a workspace, with an output base of its own."""

    def __init__(self, name, copy):
        self.folder = os.path.join(TMP, copy, name)
        self.base = os.path.join(TMP, copy, name + ".base")
        # Where someone has used Bazel, its links lead to all of its outputs.
        shutil.copytree(os.path.join(HERE, name), self.folder, ignore=shutil.ignore_patterns("bazel-*"))
        self.edit("MODULE.bazel", "../../../bazel-bin/dist", DIST)
        self.edit("MODULE.bazel", "../../..", ROOT)

    def edit(self, file, old, new):
        path = os.path.join(self.folder, file)
        with open(path, encoding="utf-8") as f:
            text = f.read()
        assert old in text, (file, old)
        with open(path, "w", encoding="utf-8") as f:
            f.write(text.replace(old, new))

    def bazel(self, command, *words, options=(), succeeds=True, logs=True):
        """Runs Bazel. Its standard output."""
        call = [os.path.join(ROOT, "bazel"), "--output_base=" + self.base, "--max_idle_secs=60", command]
        if logs:
            call += ["--disk_cache=" + CACHE, "--remote_download_outputs=all", "--execution_log_json_file=" + self.log]
        call += [*options, *words]
        done = subprocess.run(call, cwd=self.folder, capture_output=True, text=True)
        if (done.returncode == 0) != succeeds:
            raise AssertionError(f"{call}: exit code {done.returncode}\n{done.stdout}\n{done.stderr}")
        return done.stdout

    @property
    def log(self):
        return self.base + ".json"

    def spawns(self):
        """What the last command started: a list of (mnemonic, whether it came from the disk cache)."""
        with open(self.log, encoding="utf-8") as f:
            text = f.read()
        decoder, at, found = json.JSONDecoder(), 0, []
        while at < len(text):
            spawn, at = decoder.raw_decode(text, at)
            at += len(text[at:]) - len(text[at:].lstrip())
            if OURS.fullmatch(spawn["mnemonic"]):
                found.append((spawn["mnemonic"], spawn["cacheHit"]))
        return found

    def command_lines(self):
        """The words of all actions of ours, without running any."""
        text = self.bazel("aquery", "--output=jsonproto", 'mnemonic("Roc.*", //...)', logs=False)
        return [word for action in json.loads(text)["actions"] for word in action.get("arguments", [])]

    def started(self, *words):
        """How often each kind of action ran in a build."""
        self.bazel("build", *words, options=["--noremote_accept_cached"])
        counts = {}
        for mnemonic, _ in self.spawns():
            counts[mnemonic] = counts.get(mnemonic, 0) + 1
        return counts

    def outputs(self):
        """Digests of what the build made, by path."""
        digests = {}
        top = os.path.realpath(os.path.join(self.folder, "bazel-bin"))
        for folder, folders, files in os.walk(top):
            folders[:] = [f for f in folders if not f.endswith(".runfiles")]
            for file in files:
                # Those are for Bazel's own use: paths of this machine, and what it keeps in memory on a cache hit.
                if not file.endswith(("runfiles_manifest", ".params", ".d")):
                    with open(os.path.join(folder, file), "rb") as f:
                        digests[os.path.relpath(os.path.join(folder, file), top)] = hashlib.sha256(f.read()).hexdigest()
        return digests

    def close(self):
        subprocess.run(
            [os.path.join(ROOT, "bazel"), "--output_base=" + self.base, "shutdown"],
            cwd=self.folder,
            capture_output=True,
            check=False,
        )


class Consumers(unittest.TestCase):
    def workspace(self, name, copy):
        made = Workspace(name, copy)
        self.addCleanup(made.close)
        return made

    def passes_twice(self, name):
        """Tests pass; a copy elsewhere makes the same bytes and starts nothing. The first copy."""
        first = self.workspace(name, "one")
        words = first.command_lines()
        self.assertNotEqual(words, [])
        self.assertEqual([word for word in words if re.search("(^|=)/", word)], [], "no action names a path of this machine")
        first.bazel("test", "//...")
        self.assertNotEqual(first.spawns(), [])
        second = self.workspace(name, "a second place")
        second.bazel("test", "//...")
        missed = [spawn for spawn in second.spawns() if not spawn[1]]
        self.assertEqual(missed, [], "a second clone takes everything from the disk cache")
        self.assertEqual(first.outputs(), second.outputs(), "paths don't matter")
        return first

    def test_minimal(self):
        workspace = self.passes_twice("minimal")
        self.assertEqual(workspace.bazel("run", "//:hello"), "Hello!\n")
        self.assertEqual(workspace.bazel("run", "//:hello"), "Hello!\n")
        self.assertEqual(workspace.spawns(), [], "running a program twice starts neither roc nor roc-backend")

    def test_monorepo(self):
        workspace = self.passes_twice("monorepo")
        self.assertEqual(workspace.bazel("run", "//apps/shout", "--", "a  b", ""), "a  b!\n")
        self.assertEqual(workspace.started("//..."), {})

        # An app: its image.
        workspace.edit("apps/count/main.roc", "which file?", "which one?")
        self.assertEqual(workspace.started("//..."), {"RocImage": 1})

        # The package: it is checked, and both apps are compiled.
        workspace.edit("text/Lines.roc", "The lines", "All lines")
        self.assertEqual(workspace.started("//..."), {"RocCheck": 1, "RocImage": 2})

        # The host: it is compiled and linked, once for both apps.
        workspace.edit("platform/host.c", "[dbg]", "[debug]")
        self.assertEqual(workspace.started("//apps/..."), {"CppArchive": 1, "CppCompile": 1, "RocLink": 1})

        # The platform's types: all that is made of its header.
        workspace.edit("platform/main.roc", "|args| main!(args)", "|args| main!(args.drop_first(0))")
        changed = workspace.started("//apps/...")
        self.assertEqual({"RocPlatformSpec": 1, "RocImage": 2}, {k: changed.get(k) for k in ["RocPlatformSpec", "RocImage"]})
        self.assertLessEqual(changed.get("RocLink", 0), 1)

        # A mistake: it is shown with its place, and nothing else breaks.
        workspace.edit("apps/count/main.roc", "[] =>", "[_] =>")
        workspace.bazel("build", "//apps/count", succeeds=False)
        workspace.bazel("build", "//apps/shout")


if __name__ == "__main__":
    unittest.main(verbosity=2, argv=sys.argv[:1])
