#!/bin/sh
# The cases of passing.txt with the tools in $ROC_DIST.
exec python3 -B "$(dirname "$0")/check_list.py" "$@"
