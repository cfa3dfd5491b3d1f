#!/usr/bin/env python3
"""Writes the page of all rules: render.py FILE..., where each is what Bazel's starlark_doc_extract makes, in protobuf's text form.

The format: message ModuleInfo of Bazel's stardoc_output.proto.
"""
import re
import sys

TOKEN = re.compile(r'\s*(?:(?P<name>[A-Za-z_][\w.]*)|(?P<text>"(?:[^"\\]|\\.)*")|(?P<number>-?\d+)|(?P<sign>[{}:]))')
ESCAPE = re.compile(r'\\([0-7]{1,3}|.)')
TYPES = {
    "BOOLEAN": "bool",
    "INT": "int",
    "LABEL": "label",
    "LABEL_DICT_UNARY": "dict of labels to strings",
    "LABEL_LIST": "list of labels",
    "LABEL_STRING_DICT": "dict of labels to strings",
    "NAME": "name",
    "STRING": "string",
    "STRING_DICT": "dict of strings",
    "STRING_LIST": "list of strings",
}


def unescape(text):
    """A quoted text of the format. Octal escapes are bytes of UTF-8, and those again the bytes of the .bzl file."""
    known = {"n": b"\n", "t": b"\t", "r": b"\r"}

    def byte(match):
        code = match.group(1)
        octal = code[0] in "01234567"
        return (bytes([int(code, 8)]) if octal else known.get(code, code.encode())).decode("latin-1")

    written = ESCAPE.sub(byte, text[1:-1].encode().decode("latin-1")).encode("latin-1").decode()
    try:
        return written.encode("latin-1").decode()
    except UnicodeError:
        return written


def parse(text):
    """A message as a dict of field to list of values."""
    at = 0

    def token():
        nonlocal at
        match = TOKEN.match(text, at)
        if not match:
            return None
        at = match.end()
        return match

    def message():
        fields = {}
        while (found := token()) and found["name"]:
            name = found["name"]
            after = token()
            if after["sign"] == "{":
                value = message()
            else:
                scalar = token()
                value = unescape(scalar["text"]) if scalar["text"] else scalar[0].strip()
            fields.setdefault(name, []).append(value)
        return fields

    return message()


def one(message, field, default=""):
    return message.get(field, [default])[0]


def short(name):
    """The name that users write: without the file's folder."""
    return name.split(".")[-1]


def cell(text):
    """A text for a cell of a table."""
    text = re.sub(r"```\w*\n.*?```", "", text, flags=re.S)
    return " ".join(text.split()).replace("|", "\\|")


def attributes(infos):
    rows = ["| attribute | type | default | what |", "| --- | --- | --- | --- |"]
    for info in infos:
        name = one(info, "name")
        if name in ("name",):
            continue
        kind = TYPES.get(one(info, "type"), one(info, "type").lower())
        default = "required" if one(info, "mandatory") == "true" else f'`{one(info, "default_value")}`'
        rows.append(f'| `{name}` | {kind} | {default} | {cell(one(info, "doc_string"))} |')
    return rows if len(rows) > 2 else []


def section(name, doc, rows):
    return [f"## {name}", "", doc.strip(), ""] + (rows + [""] if rows else [])


def page(module):
    lines = [
        "# Rules for Roc",
        "",
        "Made from the rules' own texts by `./bazel run //docs:update`. What to begin with is in [bazel.md](bazel.md).",
        "",
        "```",
        'load("@roc//rules:defs.bzl", "roc_binary", "roc_library", "roc_platform", "roc_run_test", "roc_test")',
        "```",
        "",
        "`main` is `main.roc` in all rules that have it, unless it is given. The attributes that all rules of Bazel have "
        "(`visibility`, `tags`, `args`, `size`, `shard_count`, `target_compatible_with` …) are not listed.",
        "",
    ]
    for info in sorted(module.get("rule_info", []), key=lambda i: short(one(i, "rule_name"))):
        lines += section(short(one(info, "rule_name")), one(info, "doc_string"), attributes(info.get("attribute", [])))
    for info in module.get("aspect_info", []):
        lines += section(short(one(info, "aspect_name")), one(info, "doc_string"), [])
    for info in sorted(module.get("provider_info", []), key=lambda i: one(i, "provider_name")):
        rows = ["| field | what |", "| --- | --- |"]
        rows += [f'| `{one(f, "name")}` | {cell(one(f, "doc_string"))} |' for f in info.get("field_info", [])]
        lines += section(short(one(info, "provider_name")), one(info, "doc_string"), rows)
    for info in module.get("module_extension_info", []):
        name = one(info, "extension_name")
        lines += section(f"Module extension `{name}`", one(info, "doc_string"), [])
        for tag in sorted(info.get("tag_class", []), key=lambda t: one(t, "tag_name")):
            lines += [f'### {name}.{one(tag, "tag_name")}', "", one(tag, "doc_string").strip(), ""]
            lines += attributes(tag.get("attribute", [])) + [""]
    return "\n".join(lines).rstrip("\n") + "\n"


module = {}
for name in sys.argv[1:]:
    with open(name, encoding="utf-8") as file:
        for field, values in parse(file.read()).items():
            module.setdefault(field, []).extend(values)
sys.stdout.reconfigure(encoding="utf-8")
print(page(module), end="")
