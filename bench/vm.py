#!/usr/bin/env python3
"""How fast programs run, beside Lua, CPython and node without its compiler, with the same algorithms (vm/).

usage: vm.py [--dist FOLDER] [--rounds N] [--write]

The Roc programs are those of tests/conformance/programs/bench, and vm/*.roc for what is only compared with Lua. Process
start is part of each time; everything is known when it is measured, so nothing is compiled. All outputs are compared
first. Instructions are counted by valgrind, where it is there. With --write the table goes into README.md beside this
file.
"""
import glob, os, re, shutil, statistics, subprocess, sys, tempfile

import run

PROGRAMS = f"{run.ROOT}/tests/conformance/programs/bench"


def instructions(case, folder):
    """Of the program, in millions; None without valgrind."""
    if not shutil.which("valgrind"):
        return None
    options = ["--tool=callgrind", "--trace-children=yes", f"--callgrind-out-file={folder}/callgrind.%p"]
    env = dict(os.environ, **(case.env or {}))
    said = subprocess.run(["valgrind", *options, *case.words], env=env, capture_output=True, text=True).stderr
    return sum(map(int, re.findall(r"Collected : (\d+)", said))) / 1e6


def main():
    a = run.arguments(__doc__, 21)
    roc, lua = run.tools(a.dist), run.lua()
    if not lua:
        sys.exit("Lua is missing")
    node = shutil.which("node")
    with tempfile.TemporaryDirectory(prefix="roc-bench-") as folder:
        run.compiled(folder)
        cache = {"ROC_CACHE_DIR": f"{folder}/cache"}
        rows = [
            "| program | Roc | Lua 5.4 | CPython | node | times Lua's time | times Lua's instructions | times Lua's memory |",
            "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        ]
        for file in sorted(glob.glob(f"{run.HERE}/vm/*.lua")):
            stem = file[: -len(".lua")]
            name = os.path.basename(stem)
            own = os.path.exists(f"{stem}.roc")
            cases = [
                run.Case("Roc", [roc, f"{stem}.roc" if own else f"{PROGRAMS}/{name}.roc"], env=cache),
                run.Case("Lua", [lua, file]),
            ]
            others = [
                run.Case("CPython", [run.python(), f"{stem}.py"]) if os.path.exists(f"{stem}.py") else None,
                run.Case("node", [node, "--jitless", f"{stem}.js"]) if node and os.path.exists(f"{stem}.js") else None,
            ]
            all_cases = cases + [case for case in others if case]
            outputs = set()
            for case in all_cases:
                env = dict(os.environ, **(case.env or {}))
                outputs.add(subprocess.run(case.words, capture_output=True, text=True, env=env).stdout)
            if len(outputs) > 1 or not own and outputs != {open(f"{PROGRAMS}/{name}.stdout").read()}:
                sys.exit(f"{name}: the programs print different things: {outputs}")
            for turn in range(-1, a.rounds):  # the first is to warm up
                for case in all_cases:
                    case.once(f"{folder}/measure", turn)
            ours, theirs = (statistics.median(case.times) for case in cases)
            beside = " | ".join(f"{statistics.median(case.times):.1f} ms" if case else "" for case in others)
            counts = [instructions(case, folder) for case in cases]
            count = f"{counts[0] / counts[1]:.2f}" if all(counts) else ""
            rows.append(
                f"| {name} | {ours:.1f} ms | {theirs:.1f} ms | {beside} "
                f"| {ours / theirs:.2f} | {count} | {cases[0].memory / cases[1].memory:.2f} |"
            )
        text = "\n".join(rows) + "\n\n" + run.machine(a.rounds)
    run.publish(text, "vm.py", a.write)


if __name__ == "__main__":
    main()
