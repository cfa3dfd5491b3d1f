#!/bin/sh
# Can the Bazel that is installed fetch this workspace's Bazel version and a module? Asks it, in an
# empty workspace, and keeps the answer. Prints "yes BAZEL" or "no BAZEL".
# usage: probe.sh ANSWER_FILE BAZEL BAZELVERSION_FILE
set -eu
. "${0%/*}/lib.sh"
answer=$1 bazel=$2
scratch=$(dirname "$answer")/probe.$$
# The server of the scratch workspace ends with it.
trap '(cd "$scratch" && "$bazel" --output_base="$scratch/out" shutdown) > /dev/null 2>&1 || true
  chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT

mkdir -p "$scratch"
cp "$3" "$scratch/.bazelversion"
cat > "$scratch/MODULE.bazel" <<'M'
module(name = "probe")
bazel_dep(name = "platforms", version = "0.0.10")
M
status Trying "$bazel"
cd "$scratch"
if timeout 120 "$bazel" --output_base="$scratch/out" query '@platforms//os:linux' > log 2>&1; then
  verdict="yes $bazel"
  status Using "$bazel"
else
  verdict="no $bazel"
  tail -n 3 log >&2
  status Leaving "$bazel: it can't reach a module registry (delete $answer to try again)"
fi
printf '%s\n' "$verdict" > "$answer.$$"
mv "$answer.$$" "$answer"
printf '%s\n' "$verdict"
