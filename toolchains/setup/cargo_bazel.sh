#!/bin/bash
# Builds rules_rust's generator of BUILD files for crates (cargo-bazel) from Debian's copy of its source.
# usage: cargo_bazel.sh SOURCE NEW FINAL LOG
#   Fills NEW, to be renamed to FINAL. Result: FINAL/cargo-bazel, to be run.
set -euo pipefail
. "${0%/*}/lib.sh"
source=$1 new=$2 final=$3 log=$4

status Compiling "cargo-bazel, which reads Cargo.lock for Bazel (some minutes)"
# Not in the folder that is renamed: an interrupted build goes on where it stopped.
build=$final.build
mkdir -p "$build"
cp -r --no-preserve=mode "$source" "$build/"
# It runs for a second, once per change of Cargo.lock: quick to build counts more than quick to run.
(cd "$build/${source##*/}" && CARGO_TARGET_DIR=$build/target CARGO_PROFILE_RELEASE_OPT_LEVEL=0 \
  CARGO_PROFILE_RELEASE_CODEGEN_UNITS=64 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_STRIP=symbols \
  cargo build --quiet --release --locked --bin cargo-bazel) >> "$log" 2>&1 ||
  fail "cargo-bazel could not be built: is there a network? (The log is $log.)"
mv "$build/target/release/cargo-bazel" "$new/real"

# What Bazel runs is a stand-in with a CARGO_HOME of its own, so that the result doesn't depend on
# what the user's cargo has fetched. It also gives cargo's copy of the crate index the folder name
# that cargo used before 1.85, as cargo-bazel looks for no other.
{
  printf '#!/bin/sh\nreal=%s/real\nexport CARGO_HOME=%s/cargo\n' "'$final'" "'$final'"
  cat << 'SH'
mkdir -p "$CARGO_HOME"
both_names() {
  made=
  for index in "$CARGO_HOME"/registry/index/*-1949cf8c6b5b557f; do
    old=${index%-*}-6f17d22bba15001f
    if [ -d "$index" ] && [ ! -e "$old" ]; then ln -s "${index##*/}" "$old"; made=1; fi
  done
}
both_names
[ -n "$(ls "$CARGO_HOME/registry/index" 2> /dev/null)" ] && exec "$real" "$@"
# The first call fetches the index and cannot find it.
errors=$("$real" "$@" 2>&1 > /dev/null) && exit 0
both_names
[ -n "$made" ] || { printf '%s\n' "$errors" >&2; exit 1; }
exec "$real" "$@"
SH
} > "$new/cargo-bazel"
chmod +x "$new/cargo-bazel"
rm -rf "$build"
