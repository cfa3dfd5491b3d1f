#!/bin/sh
# Runs a program for Windows: wine.sh WINE PROGRAM [ARGUMENT...]. The wine is one of its own, without a desktop and without
# services, which starts in a tenth of a second and leaves nothing behind. Libraries in the program's folder serve the
# programs that it starts, too.
set -eu

wine=$(readlink -f "$1")
shift
[ -x "$wine" ] || {
  echo "$0: there is no wine here to run $1 with; on Debian it is the package wine64" >&2
  exit 127
}
# Without UTF-8 other letters are lost on the way in.
export LC_ALL=C.UTF-8 WINEPATH="${1%/*}"
prefix=$(mktemp -d "${TEST_TMPDIR:-${TMPDIR:-/tmp}}/wine.XXXXXX")
export HOME="$prefix" WINEPREFIX="$prefix" WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml=d;winemenubuilder.exe=d'
trap '"${wine%/*}/wineserver" -k > /dev/null 2>&1 || :; rm -rf "$prefix"' EXIT
# Wine would fill a new prefix with copies of its libraries, 700 MB; they serve as well where they are installed.
mkdir -p "$prefix/dosdevices" "$prefix/drive_c/windows"
for libraries in "${wine%/*}"/../*/wine/x86_64-windows "${wine%/*}"/x86_64-windows; do
  [ ! -d "$libraries" ] || ln -sfn "$libraries" "$prefix/drive_c/windows/system32"
done
ln -s ../drive_c "$prefix/dosdevices/c:"
ln -s / "$prefix/dosdevices/z:"
echo disable > "$prefix/.update-timestamp"
code=0
"$wine" "$@" || code=$?
exit "$code"
