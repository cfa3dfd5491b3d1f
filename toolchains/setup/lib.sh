# Shared by the set-up scripts: progress, errors, names.

# A line like cargo's: a right-aligned verb, then what.
status() {
  if [ -t 2 ] && [ -z "${NO_COLOR:-}" ]; then
    printf '\033[1;32m%12s\033[0m %s\n' "$1" "$2" >&2
  else
    printf '%12s %s\n' "$1" "$2" >&2
  fi
}

# One clear sentence, and the end.
fail() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# A short digest of files, for names of folders.
digest_of() {
  cat "$@" | sha256sum | cut -c1-16
}

# An interrupted program has not failed.
trap 'exit 130' INT TERM
