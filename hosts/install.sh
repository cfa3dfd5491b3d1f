#!/bin/sh
# Copies the parts of a target to the platforms of this repository: install.sh PARTS, from Bazel.
set -eu

parts=$1
target=${parts##*/}
: "${BUILD_WORKSPACE_DIRECTORY:?is not set; run this as: ./bazel run //hosts:install}"
for archive in "$parts"/*/libhost.a; do
  host=${archive%/libhost.a}
  host=${host##*/}
  folder=$BUILD_WORKSPACE_DIRECTORY/hosts/$host/platform/targets/$target
  mkdir -p "$folder"
  for file in "$archive" "$parts/crt1.o" "$parts/libc.a"; do
    # Beside the old file first: a program may be reading that.
    cp -L "$file" "$folder/.new"
    chmod 644 "$folder/.new"
    mv -f "$folder/.new" "$folder/${file##*/}"
  done
  echo "hosts/$host/platform/targets/$target" >&2
done
