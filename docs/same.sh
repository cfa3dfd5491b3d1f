#!/bin/sh
# same.sh KEPT MADE: whether a kept page is what is made of the sources now.
diff -u "$1" "$2" && exit
echo "$1 is not what the rules' sources say; renew it with: ./bazel run //docs:update" >&2
exit 1
