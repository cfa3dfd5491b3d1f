#!/usr/bin/env python3
"""How long `roc app.roc` takes, beside other ways to say hello.

usage: run.py [--dist FOLDER] [--rounds N] [--write]

FOLDER holds bin/roc and libexec/roc-backend (default: $ROC_DIST, bazel-bin/dist, target/dist). All cases
take turns; medians are shown, and ratios to the floor: a static program that starts another one and waits.
With --write the table goes into README.md beside this file. Needs a C compiler; node, lua and valgrind are
left out where they are missing (as root on Debian, Lua is installed).
"""
import argparse, os, platform, re, shutil, statistics, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
HELLO = 'main! = |_args| {{\n\techo!("Hello, World! {}\\n")\n\tOk({{}})\n}}\n'


def tools(folder):
    for place in [folder, os.environ.get("ROC_DIST"), f"{ROOT}/bazel-bin/dist", f"{ROOT}/target/dist"]:
        if place and os.path.exists(f"{place}/bin/roc"):
            return os.path.abspath(f"{place}/bin/roc")
    sys.exit("no tools to measure: `./bazel build //:dist` makes them, or name their folder with --dist")


def compiled(folder):
    for name in ["hello", "parent", "measure"]:
        source = f"{HERE}/run/{name}.c"
        subprocess.run(["cc", "-O2", "-static", "-o", f"{folder}/{name}", source], check=True)


def lua():
    found = shutil.which("lua5.4") or shutil.which("lua")
    if not found and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "install", "-qq", "-y", "lua5.4"], stdout=subprocess.DEVNULL)
        found = shutil.which("lua5.4")
    return found


def python():
    """The interpreter itself, not a script that looks for one."""
    return subprocess.run(["python3", "-c", "import sys; print(sys.executable)"], capture_output=True, text=True).stdout.strip()


def large_app(lines, changed):
    """An app of about so many lines, one of which says which change this is."""
    parts = ["main! = |_args| {", '\techo!("${f0(%d).to_str()}\\n")' % changed, "\tOk({})", "}", ""]
    count = lines // 5
    for n in range(count):
        inner = f"f{n + 1}(x + {n})" if n + 1 < count else "x"
        parts += [f"f{n} : I64 -> I64", f"f{n} = |x| {{", f"\tif x > 1000000 {{ 0 }} else {{ {inner} }}", "}", ""]
    return "\n".join(parts)


class Case:
    def __init__(self, name, words, before=None, env=None):
        self.name, self.words, self.before, self.env = name, words, before, env
        self.times, self.memory = [], 0

    def once(self, measure, turn):
        if self.before:
            self.before(turn)
        env = dict(os.environ, **(self.env or {}))
        done = subprocess.run([measure, *self.words], capture_output=True, text=True, env=env)
        if done.returncode != 0:
            sys.exit(f"cannot run {' '.join(self.words)}")
        nanoseconds, kilobytes, code = map(int, done.stdout.split())
        if code != 0:
            sys.exit(f"{' '.join(self.words)} ends with {code}: {done.stderr}")
        if turn >= 0:
            self.times.append(nanoseconds / 1e6)
            self.memory = max(self.memory, kilobytes)


def cases(roc, folder):
    cache = {"ROC_CACHE_DIR": f"{folder}/cache"}
    empty = {"ROC_CACHE_DIR": f"{folder}/empty"}

    def write(name, text):
        with open(f"{folder}/{name}", "w") as f:
            f.write(text)

    write("hello.roc", HELLO.format("0"))
    all_cases = [
        Case("floor: a static program starts another and waits", [f"{folder}/parent", f"{folder}/hello"]),
        Case("`roc hello.roc`, unchanged", [roc, f"{folder}/hello.roc"], env=cache),
        Case(
            "`roc hello.roc`, one character changed",
            [roc, f"{folder}/edited.roc"],
            lambda turn: write("edited.roc", HELLO.format(turn + 1)),
            cache,
        ),
        Case(
            "one line of a 1,000-line app changed",
            [roc, f"{folder}/large.roc"],
            lambda turn: write("large.roc", large_app(1000, turn + 1)),
            cache,
        ),
        Case(
            "`roc hello.roc`, empty caches",
            [roc, f"{folder}/hello.roc"],
            lambda _: shutil.rmtree(f"{folder}/empty", ignore_errors=True),
            empty,
        ),
        Case("`python3 -c`", [python(), "-c", "print('Hello, World!')"]),
    ]
    if node := shutil.which("node"):
        all_cases.append(Case("`node -e`", [node, "-e", "console.log('Hello, World!')"]))
    if found := lua():
        all_cases.append(Case("`lua -e`", [found, "-e", "print('Hello, World!')"]))
    return all_cases


def instructions(roc, folder):
    """Of `roc` alone, everything being known; with something to report, as it would else become the program."""
    if not shutil.which("valgrind"):
        return None
    file = f"{folder}/reported.roc"
    with open(file, "w") as f:
        f.write(HELLO.format("0").replace("\techo", "\tunused = 5\n\techo"))
    env = dict(os.environ, ROC_CACHE_DIR=f"{folder}/cache")
    subprocess.run([roc, file], env=env, capture_output=True)
    words = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/callgrind", roc, file]
    said = subprocess.run(words, env=env, capture_output=True, text=True).stderr
    found = re.search(r"Collected : (\d+)", said)
    return int(found.group(1)) if found else None


def table(all_cases, count):
    floor = statistics.median(all_cases[0].times)
    rows = ["| what | median | fastest | times the floor | memory |", "| --- | ---: | ---: | ---: | ---: |"]
    for case in all_cases:
        median, least = statistics.median(case.times), min(case.times)
        rows.append(f"| {case.name} | {median:.2f} ms | {least:.2f} ms | {median / floor:.1f} | {case.memory / 1024:.1f} MB |")
    if count:
        rows += ["", f"Instructions of `roc` itself when everything is known (callgrind): {count:,}."]
    return "\n".join(rows)


def machine(rounds):
    with open("/proc/cpuinfo") as f:
        cpu = next((line.split(":")[1].strip() for line in f if line.startswith("model name")), platform.machine())
    return f"{rounds} rounds; {cpu}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end; Linux {platform.release().split('-')[0]}."


def arguments(description, rounds):
    ap = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--dist")
    ap.add_argument("--rounds", type=int, default=rounds)
    ap.add_argument("--write", action="store_true", help="put the table into README.md")
    return ap.parse_args()


def publish(text, script, write):
    """Prints a table; writes it between its script's marks of README.md too, if that is wanted."""
    print(text)
    if not write:
        return
    path, begin, end = f"{HERE}/README.md", f"<!-- {script}: begin -->", f"<!-- {script}: end -->"
    with open(path) as f:
        before, rest = f.read().split(begin)
    with open(path, "w") as f:
        f.write(f"{before}{begin}\n{text}\n{end}{rest.split(end)[1]}")


def main():
    a = arguments(__doc__, 51)
    roc = tools(a.dist)
    with tempfile.TemporaryDirectory(prefix="roc-bench-") as folder:
        compiled(folder)
        all_cases = cases(roc, folder)
        for turn in range(-2, a.rounds):  # the first two are to warm up
            for case in all_cases:
                case.once(f"{folder}/measure", turn)
        text = table(all_cases, instructions(roc, folder)) + "\n\n" + machine(a.rounds)
    publish(text, "run.py", a.write)


if __name__ == "__main__":
    main()
