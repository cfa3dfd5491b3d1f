#!/bin/sh
# Puts the generated page into the source tree.
set -eu
cp "$1" "$BUILD_WORKSPACE_DIRECTORY/docs/rules.md"
chmod 644 "$BUILD_WORKSPACE_DIRECTORY/docs/rules.md"
