#!/usr/bin/env python3
"""Writes a file:// module registry whose modules are the rule sets that Debian packages.

usage: registry.py ROOT NEW FINAL MODULE_BAZEL...
  ROOT          the folder that Debian's packages are unpacked in
  NEW           the registry to write; it will be renamed to FINAL
  MODULE_BAZEL  module files of the workspaces that the registry must serve

Every (module, version) that can be reached from these files and from Bazel's own module is given
Debian's copy of that module, whatever version Debian has: the modules are few, and the build shows
whether they fit together.
"""
import json
import os
import re
import sys

SHARE = "usr/share/bazel"
FOLDERS = {
    "bazel_features": "tools/features",
    "bazel_skylib": "tools/skylib",
    "platforms": "tools/platforms",
    "rules_cc": "rules/cc",
    "rules_java": "rules/java",
    "rules_license": "rules/license",
    "rules_pkg": "rules/pkg",
    "rules_proto": "rules/proto",
    "rules_python": "rules/python",
    "rules_rust": "rules/rust",
    "rules_shell": "rules/shell",
}

# Modules that Debian has no package for. Nothing of them is loaded but what stands here:
# constraints that rules_rust names in select().
STUBS = {
    "apple_support": {
        "constraints/BUILD.bazel": """package(default_visibility = ["//visibility:public"])
constraint_setting(name = "target_environment", default_constraint_value = ":device")
constraint_value(name = "device", constraint_setting = ":target_environment")
constraint_value(name = "simulator", constraint_setting = ":target_environment")
""",
    },
    "aspect_rules_js": {},
    "buildozer": {},
    "protobuf": {},
    "zlib": {},
}

# Toolchains of rules_rust that need modules which are only stubs here.
UNUSABLE_TOOLCHAINS = [
    "//proto/protobuf:default-proto-toolchain",
    "//proto/prost:default_prost_toolchain",
    "//bindgen:default_bindgen_toolchain",
]

OVERRIDE = re.compile(r"^\w+_override\((?:.|\n)*?\bmodule_name\s*=\s*\"([^\"]*)\"", re.M)
DEPENDENCY = re.compile(r"^bazel_dep\(.*?\)\s*$|^bazel_dep\((?:.|\n)*?\n\)\s*$", re.M)


def argument(call, name):
    found = re.search(rf'\b{name}\s*=\s*"([^"]*)"', call)
    return found.group(1) if found else None


def is_dev(call):
    return re.search(r"dev_dependency\s*=\s*True", call) is not None


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def dependencies(text, root_module):
    """(name, version) of each module that the text asks a registry for; development ones count at the root only."""
    elsewhere = set(OVERRIDE.findall(text)) if root_module else set()
    for match in DEPENDENCY.finditer(text):
        call = match.group(0)
        version = argument(call, "version")
        if version is not None and argument(call, "name") not in elsewhere and (root_module or not is_dev(call)):
            yield argument(call, "name"), version


def module_text(root, name, version):
    """Debian's MODULE.bazel of a module, under the version that was asked for."""
    if name in STUBS:
        return f'module(name = "{name}", version = "{version}")\n'
    text = read(os.path.join(root, SHARE, FOLDERS[name], "MODULE.bazel"))
    text = DEPENDENCY.sub(lambda m: "" if is_dev(m.group(0)) else m.group(0), text)
    head = re.search(r"^module\((?:.|\n)*?^\)|^module\(.*?\)$", text, re.M)
    renamed = re.sub(r'version\s*=\s*"[^"]*"', f'version = "{version}"', head.group(0))
    if "version" not in renamed:
        renamed = renamed.replace("(", f'(version = "{version}", ', 1)
    text = text[: head.start()] + renamed + text[head.end() :]
    for label in UNUSABLE_TOOLCHAINS if name == "rules_rust" else []:
        text = re.sub(rf'register_toolchains\(\s*"{re.escape(label)}",\s*\)\n', "", text)
    return text


def add_module(root, new, final, name, version):
    """Writes one version of one module and returns the text of its MODULE.bazel."""
    text = module_text(root, name, version)
    if name in STUBS:
        for file in ["MODULE.bazel", "BUILD.bazel"]:
            write(os.path.join(new, "stubs", name, file), "")
        for file, content in STUBS[name].items():
            write(os.path.join(new, "stubs", name, file), content)
        source = os.path.join(final, "stubs", name)
    else:
        source = os.path.join(root, SHARE, FOLDERS[name])
    folder = os.path.join(new, "modules", name, version)
    write(os.path.join(folder, "MODULE.bazel"), text)
    write(os.path.join(folder, "source.json"), json.dumps({"type": "local_path", "path": source}))
    return text


def main():
    root, new, final, *module_files = sys.argv[1:]
    write(os.path.join(new, "bazel_registry.json"), "{}\n")
    todo = [("platforms", "0.0.7")]  # Bazel's local_config_platform asks for it.
    for file in module_files:
        todo += dependencies(read(file), root_module=True)
    todo += dependencies(read(os.path.join(root, SHARE, "embedded_tools/MODULE.bazel")), root_module=False)
    done, missing = set(), set()
    while todo:
        wanted = todo.pop()
        if wanted in done or wanted in missing:
            continue
        if wanted[0] not in FOLDERS and wanted[0] not in STUBS:
            missing.add(wanted)
            continue
        done.add(wanted)
        todo += dependencies(add_module(root, new, final, *wanted), root_module=False)
    if missing:
        names = ", ".join(f"{name} {version}" for name, version in sorted(missing))
        sys.exit(f"Debian has no package of these modules: {names}")


main()
