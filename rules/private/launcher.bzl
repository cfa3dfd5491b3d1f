"""The script that `bazel run` and tests start: it finds its runfiles and becomes something in them.

Arguments are passed on as they are, the working directory is left alone.
"""

# Looked for in this order: where the caller says (unless these are the runfiles of another
# program that started this one), beside this file or what it is a link to, around this file.
# Systems without symlinks have a manifest instead: lines of a name, a space and a path.
_FIND_RUNFILES = """#!/bin/sh
set -eu

self=$0
while [ -L "$self" ] && ! [ -e "$self.runfiles" ] && ! [ -e "$self.runfiles_manifest" ]; do
  link=$(readlink "$self")
  case $link in
    /*) self=$link ;;
    *) self=$(dirname "$self")/$link ;;
  esac
done

in_manifest() {
  while read -r name path; do
    if [ "$name" = "$2" ]; then return 0; fi
  done < "$1"
  return 1
}

find_runfiles() {
  for dir in "${RUNFILES_DIR:-}" "$self.runfiles" "${0%.runfiles/*}.runfiles"; do
    [ -e "$dir/$1" ] || continue
    case $dir in /*) ;; *) dir=$PWD/$dir ;; esac
    export RUNFILES_DIR="$dir"
    unset RUNFILES_MANIFEST_FILE
    return
  done
  for manifest in "${RUNFILES_MANIFEST_FILE:-}" "$self.runfiles_manifest" "$self.runfiles/MANIFEST"; do
    [ -f "$manifest" ] && in_manifest "$manifest" "$1" || continue
    case $manifest in /*) ;; *) manifest=$PWD/$manifest ;; esac
    export RUNFILES_MANIFEST_FILE="$manifest"
    unset RUNFILES_DIR
    return
  done
  echo "$0: its runfiles are not there; build it once more" >&2
  exit 127
}

runfile() {
  if [ -n "${RUNFILES_DIR:-}" ]; then
    path=$RUNFILES_DIR/$1
    return
  fi
  in_manifest "$RUNFILES_MANIFEST_FILE" "$1" && return
  echo "$0: $1 is missing from its runfiles" >&2
  exit 127
}

"""

def shell_quote(text):
    """The text as one word of a POSIX shell.

    Args:
      text: a string

    Returns:
      the word, between single quotes
    """
    return "'" + text.replace("'", "'\\''") + "'"

def rlocation_path(ctx, file):
    """The path of a file below the runfiles folder.

    Args:
      ctx: the rule's context
      file: a File

    Returns:
      a string, REPOSITORY/PATH
    """
    if file.short_path.startswith("../"):
        return file.short_path[3:]
    return ctx.workspace_name + "/" + file.short_path

def write_launcher(ctx, output, variables, command):
    """Writes a script that sets variables to runfiles and then runs a command.

    Args:
      ctx: the rule's context
      output: the script, a File
      variables: dict of a shell variable to a File of the runfiles
      command: the last lines, in POSIX shell
    """
    lines = []
    for name, file in variables.items():
        path = shell_quote(rlocation_path(ctx, file))
        if not lines:
            lines.append("find_runfiles " + path)
        lines.append("runfile {}; {}=$path".format(path, name))
    ctx.actions.write(
        output,
        _FIND_RUNFILES + "\n".join(lines) + "\n" + command,
        is_executable = True,
    )
