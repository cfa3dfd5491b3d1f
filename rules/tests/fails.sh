#!/bin/sh
# Runs a test that must fail, and looks for each reason: fails.sh TEST REASON...
set -eu

test=$1
shift
if "$test" > "$TEST_TMPDIR/said" 2>&1; then
  echo "$test passes, but must not" >&2
  exit 1
fi
for reason; do
  grep -qF -e "$reason" "$TEST_TMPDIR/said" && continue
  echo "$test doesn't say: $reason" >&2
  cat "$TEST_TMPDIR/said" >&2
  exit 1
done
