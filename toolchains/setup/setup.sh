#!/bin/bash
# Sets up all that `./bazel` needs where no Bazel is installed. May be interrupted and repeated at
# any point: each part is made beside its place and renamed when it is complete.
# usage: ROC_BAZEL_CACHE=FOLDER setup.sh READY_FOLDER BAZELVERSION_FILE MODULE_FILE...
#
# In ROC_BAZEL_CACHE:
#   bazel-DIGEST/        Bazel and the rule sets (debian_prefix.sh)
#   cargo-bazel-DIGEST/  the generator of the crates' BUILD files (cargo_bazel.sh)
#   ready/DIGEST/        what the wrapper starts: bazel, bazelrc and the registry of one set of modules
#   setup.log            what the programs said that were run for it
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd -P)
. "$here/lib.sh"
cache=$ROC_BAZEL_CACHE ready=$1 version=$(< "$2")
shift 2

readonly NEED_MB=2500
# Programs that the set-up runs and the package that has each.
readonly TOOLS='patchelf:patchelf unzip:unzip gcc:gcc g++:g++ python3:python3 git:git'
# Libraries that the build links (toolchains/llvm).
readonly LIBRARIES='llvm-22-dev liblld-22-dev libzstd-dev zlib1g-dev libffi-dev ca-certificates'
# Emulators that programs of other targets are tested with; without them those tests are skipped.
readonly RUNNERS='qemu-user libc6-arm64-cross libgcc-s1-arm64-cross wine64'

check_machine() {
  [ "$(uname -sm)" = 'Linux x86_64' ] ||
    fail "Bazel can be set up from Debian's packages on x86_64 Linux only: install bazelisk, then run this again."
  command -v apt-get > /dev/null && command -v dpkg-deb > /dev/null ||
    fail "there is no apt-get, so Bazel can't be set up from Debian's packages: install bazelisk, then run this again."
  [ -n "$(type -P cargo)" ] || PATH=$PATH:${CARGO_HOME:-$HOME/.cargo}/bin
  type -P cargo > /dev/null || fail "cargo is not on PATH: install Rust with rustup, then run this again."
  local free
  free=$(df -Pm "$cache" | awk 'NR == 2 { print $4 }')
  [ "$free" -ge "$NEED_MB" ] ||
    fail "$cache has $free MB free and the set-up needs $NEED_MB: make room, or set XDG_CACHE_HOME to another disk."
}

missing_packages() {
  local pair package libraries=$LIBRARIES
  for pair in $TOOLS; do
    type -P "${pair%%:*}" > /dev/null || echo "${pair#*:}"
  done
  # An LLVM of the user's own.
  [ -z "${ROC_LLVM_PREFIX:-}" ] || libraries=${libraries//l*-22-dev/}
  for package in $libraries; do
    is_installed "$package" || echo "$package"
  done
}

is_installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2> /dev/null)" = installed ]
}

# Builds do without them, so it is no error if that fails, or if this isn't root.
install_runners() {
  local package missing=
  for package in $RUNNERS; do
    is_installed "$package" || missing="$missing $package"
  done
  [ -n "$missing" ] && [ "$(id -u)" = 0 ] || return 0
  status Installing "$missing"
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 \
    install -y --no-install-recommends $missing >> "$log" 2>&1 ||
    status Leaving "$missing: apt-get can't install them, so tests of some targets will be skipped (the log is $log)"
}

install_packages() {
  local packages
  packages=$(missing_packages | sort -u | xargs)
  [ -n "$packages" ] || return 0
  [ "$(id -u)" = 0 ] || fail "packages are missing; install them as root with: apt-get install $packages"
  status Installing "$packages"
  export DEBIAN_FRONTEND=noninteractive
  local quiet=(-qq -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3)
  # An earlier installation may have been interrupted.
  dpkg --configure -a >> "$log" 2>&1 || true
  apt-get "${quiet[@]}" update >> "$log" 2>&1 || true
  # shellcheck disable=SC2086
  apt-get "${quiet[@]}" install -y --no-install-recommends $packages >> "$log" 2>&1 ||
    fail "apt-get install $packages failed: is there a network, and does apt's archive have them? (The log is $log.)"
}

# part FOLDER SCRIPT ARGS...: runs SCRIPT ARGS NEW FOLDER, which fills the folder NEW, to be renamed to FOLDER.
part() {
  local folder=$1
  shift
  [ ! -d "$folder" ] || return 0
  rm -rf "$folder.new"
  mkdir -p "$folder.new"
  "$@" "$folder.new" "$folder" "$log" || exit 1
  mv "$folder.new" "$folder"
}

write_ready() {
  local new=$1 final=$2
  python3 "$here/registry.py" "$prefix/root" "$new/registry" "$final/registry" "${modules[@]}" >> "$log" ||
    fail "the module registry could not be written (the log is $log)."
  cat > "$new/bazelrc" <<RC
common --registry=file://$final/registry --lockfile_mode=off
common --repo_env=CARGO_BAZEL_GENERATOR_URL=file://$generator/cargo-bazel
RC
  # Who has a Rust that is new enough for this workspace needs no other for reading Cargo.toml.
  local sysroot
  sysroot=$(rustc --print sysroot)
  if rustc --version | awk '{ split($2, v, "."); exit !(v[1] == 1 && v[2] >= 93) }' && [ -x "$sysroot/bin/cargo" ]; then
    mkdir "$new/rust"
    ln -s "$sysroot/bin" "$new/rust/bin"
    echo 'exports_files(glob(["bin/*"]))' > "$new/rust/BUILD.bazel"
    echo 'workspace(name = "rust_host_tools")' > "$new/rust/WORKSPACE"
    echo "common --override_repository=rules_rust~~rust_host_tools~rust_host_tools=$final/rust" >> "$new/bazelrc"
  fi
  echo 'build --noincompatible_sandbox_hermetic_tmp' > "$new/visible_tmp.bazelrc"
  ln -s "$prefix/bazel" "$new/bazel"
}

mkdir -p "$cache/ready" 2> /dev/null || fail "$cache can't be created: set XDG_CACHE_HOME to a folder that can be written."
log=$cache/setup.log
modules=("$@")
exec 9> "$cache/lock"
flock -n 9 || { status Waiting "for another set-up in $cache"; flock 9; }
[ ! -x "$ready/bazel" ] || exit 0
: > "$log"
started=$SECONDS
prefix=$cache/bazel-$(digest_of "$here/debian_prefix.sh")
generator=$cache/cargo-bazel-$(digest_of "$here/debian_prefix.sh" "$here/cargo_bazel.sh")
[ -d "$prefix" ] && [ -d "$generator" ] || status 'Setting up' "Bazel $version in $cache (once; some minutes)"
check_machine
install_packages
install_runners
part "$prefix" "$here/debian_prefix.sh" "$version"
part "$generator" "$here/cargo_bazel.sh" "$prefix/root/usr/share/bazel/rules/rust/crate_universe"
rm -rf "$ready"
part "$ready" write_ready
[ $((SECONDS - started)) -lt 2 ] || status Finished "the set-up in $((SECONDS - started)) s"
