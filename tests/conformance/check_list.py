#!/usr/bin/env python3
"""Run the conformance cases of passing.txt; fail if one of them fails.

usage: check_list.py [--dist FOLDER] [-j N] [--update] [PART ...]

FOLDER holds bin/roc and libexec/roc-backend (default: $ROC_DIST). Only cases in these parts, such as `scalars` or
`diagnostics/fmt`; by default all. With --update all cases run, and those that pass by now join the list;
none ever leaves it that way. Bazel's sharding is understood.
"""
import argparse, concurrent.futures as cf, os, sys, time

import run

LIST = os.path.join(run.HERE, "passing.txt")


def listed():
    with open(LIST) as f:
        return [line.strip() for line in f if line.strip()]


def name(case):
    """`scalars/exit_code_from_main`"""
    return case.name.split(os.sep, 1)[1].replace(os.sep, "/")


def shard(names):
    """Those of the names that are for this one of Bazel's shards."""
    status = os.environ.get("TEST_SHARD_STATUS_FILE")
    if status:
        open(status, "w").close()
    count, index = (int(os.environ.get(v) or d) for v, d in [("TEST_TOTAL_SHARDS", 1), ("TEST_SHARD_INDEX", 0)])
    return names[index::count]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--dist", default=os.environ.get("ROC_DIST"))
    ap.add_argument("-j", type=int, default=os.cpu_count())
    ap.add_argument("--update", action="store_true", help="let passing cases join the list")
    ap.add_argument("parts", nargs="*")
    a = ap.parse_args()
    if a.update and a.parts:
        ap.error("--update renews the list as a whole")
    if not a.dist:
        print("skipped: ROC_DIST doesn't say which tools to test")
        return 0
    roc = os.path.abspath(os.path.join(a.dist, "bin", "roc"))
    wanted = listed()
    if wanted != sorted(set(wanted)):
        print("passing.txt is not sorted, or names a case twice")
        return 1
    cases = {name(case): case for case in run.find([run.HERE])}
    wanted = shard([n for n in wanted if not a.parts or any(n.startswith(part + "/") for part in a.parts)])
    gone = [n for n in wanted if n not in cases]
    chosen = cases if a.update else {n: cases[n] for n in wanted if n in cases}

    begun = time.monotonic()
    with cf.ThreadPoolExecutor(a.j) as pool:
        outcomes = dict(zip(chosen, pool.map(lambda c: run.check(roc, c), chosen.values())))
    failed = {n: why for n, why in outcomes.items() if why is not None}
    lost = {n: "no such case" for n in gone} | {n: failed[n] for n in wanted if n in failed}
    for n, why in lost.items():
        print("FAIL", n, "-", why)
    if a.update:
        joined = sorted(n for n in outcomes if n not in failed and n not in wanted)
        with open(LIST, "w") as f:
            f.writelines(n + "\n" for n in sorted({*wanted, *joined}))
        for n in joined:
            print("new ", n)
        for n in sorted(set(failed) - set(wanted)):
            print("not yet", n, "-", failed[n])
    passed = len(wanted) - len(lost)
    print(f"{passed} of {len(wanted)} listed cases pass, of {len(cases)} in all; {time.monotonic() - begun:.1f} s")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
