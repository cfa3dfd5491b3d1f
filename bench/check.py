#!/usr/bin/env python3
"""How fast `roc check` is, on generated modules of three sizes, beside CPython's own compiler.

usage: check.py [--dist FOLDER] [--rounds N] [--write]

Lines are those that aren't blank. A time is that of parsing, name resolution and checking as --timings tells it:
without process start and reading Builtin. CPython compiles functions of about as many lines in the same run. With
--write the table goes into README.md beside this file.
"""
import os, re, shutil, statistics, subprocess, sys, tempfile

import generate, run

SIZES = [1_000, 10_000, 100_000]
PYTHON = """
def f@(numbers, name):
    total, odd = 0, 0
    for number in numbers:
        if number < 0:
            break
        total = total + number
        odd += 1 if number % 2 == 1 else 0
    record = {"sum": total, "odd": odd, "name": f"{name} has {total}"}
    return [part.strip() for part in record["name"].split(":") if part != ""]
"""


def lines(text):
    return sum(1 for line in text.splitlines() if line.strip())


def stages(roc, file):
    """Milliseconds of each stage."""
    done = subprocess.run([roc, "check", "--timings", file], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{file} has errors: {done.stderr}")
    return {name: float(time) for name, time in re.findall(r"^ *(\w+) +([\d.]+) ms$", done.stderr, re.M)}


def python(file):
    code = f"import time; s = open({file!r}).read(); t = time.perf_counter(); compile(s, 'f', 'exec'); print(time.perf_counter() - t)"
    return float(subprocess.run([run.python(), "-c", code], capture_output=True, text=True, check=True).stdout) * 1e3


def instructions(roc, file, folder):
    if not shutil.which("valgrind"):
        return None
    words = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/callgrind", roc, "check", file]
    found = re.search(r"Collected : (\d+)", subprocess.run(words, capture_output=True, text=True).stderr)
    return int(found.group(1)) if found else None


def main():
    a = run.arguments(__doc__, 15)
    roc = run.tools(a.dist)
    with tempfile.TemporaryDirectory(prefix="roc-bench-") as folder:
        sources, texts = {}, {}
        for size in SIZES:
            texts[size] = generate.module(size)
            sources[size] = f"{folder}/main{size}.roc"
            with open(sources[size], "w") as f:
                f.write(texts[size])
        other = "".join(PYTHON.replace("@", str(n)) for n in range(1000))
        with open(f"{folder}/other.py", "w") as f:
            f.write(other)
        empty = f"{folder}/empty.roc"
        with open(empty, "w") as f:
            f.write("main! = |_args| Ok({})\n")

        times = {size: [] for size in SIZES}
        others = []
        for turn in range(-1, a.rounds):  # the first is to warm up
            for size in SIZES:
                took = stages(roc, sources[size])
                if turn >= 0:
                    times[size].append(took)
            if turn >= 0:
                others.append(python(f"{folder}/other.py") / lines(other))
        floor = instructions(roc, empty, folder)
        rows = [
            "| lines | parse | canonical | check | lines a second | times CPython's | instructions a line |",
            "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        ]
        for size in SIZES:
            count = lines(texts[size])
            part = {s: statistics.median(t[s] for t in times[size]) for s in ("parse", "canonical", "check")}
            total = statistics.median(t["parse"] + t["canonical"] + t["check"] for t in times[size])
            spent = instructions(roc, sources[size], folder)
            each = f"{(spent - floor) / count:,.0f}" if spent else "-"
            speed = statistics.median(others) / (total / count)
            rows.append(
                f"| {count:,} | {part['parse']:.1f} ms | {part['canonical']:.1f} ms | {part['check']:.1f} ms "
                f"| {count / total * 1e3:,.0f} | {speed:.1f} | {each} |"
            )
        text = "\n".join(rows) + "\n\n" + run.machine(a.rounds)
    run.publish(text, "check.py", a.write)


if __name__ == "__main__":
    main()
