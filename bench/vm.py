#!/usr/bin/env python3
"""How fast programs run, beside Lua and CPython with the same algorithms (vm/).

usage: vm.py [--dist FOLDER] [--rounds N] [--write]

The Roc programs are those of tests/conformance/programs/bench. Process start is part of each time; everything is
known when it is measured, so nothing is compiled. All outputs are compared first. With --write the table goes into
README.md beside this file.
"""
import glob, os, statistics, subprocess, sys, tempfile

import run

PROGRAMS = f"{run.ROOT}/tests/conformance/programs/bench"


def main():
    a = run.arguments(__doc__, 21)
    roc, lua = run.tools(a.dist), run.lua()
    if not lua:
        sys.exit("Lua is missing")
    with tempfile.TemporaryDirectory(prefix="roc-bench-") as folder:
        run.compiled(folder)
        cache = {"ROC_CACHE_DIR": f"{folder}/cache"}
        rows = ["| program | Roc | Lua 5.4 | CPython | times Lua's time | times Lua's memory |", "| --- | ---: | ---: | ---: | ---: | ---: |"]
        for file in sorted(glob.glob(f"{run.HERE}/vm/*.lua")):
            name = os.path.basename(file)[: -len(".lua")]
            cases = [
                run.Case("Roc", [roc, f"{PROGRAMS}/{name}.roc"], env=cache),
                run.Case("Lua", [lua, file]),
                run.Case("CPython", [run.python(), f"{run.HERE}/vm/{name}.py"]),
            ]
            with open(f"{PROGRAMS}/{name}.stdout") as f:
                expected = f.read()
            for case in cases:
                env = dict(os.environ, **(case.env or {}))
                if subprocess.run(case.words, capture_output=True, text=True, env=env).stdout != expected:
                    sys.exit(f"{' '.join(case.words)} prints something else than the others")
            for turn in range(-1, a.rounds):  # the first is to warm up
                for case in cases:
                    case.once(f"{folder}/measure", turn)
            ours, theirs, python = (statistics.median(case.times) for case in cases)
            rows.append(
                f"| {name} | {ours:.1f} ms | {theirs:.1f} ms | {python:.1f} ms "
                f"| {ours / theirs:.2f} | {cases[0].memory / cases[1].memory:.2f} |"
            )
        text = "\n".join(rows) + "\n\n" + run.machine(a.rounds)
    run.publish(text, "vm.py", a.write)


if __name__ == "__main__":
    main()
