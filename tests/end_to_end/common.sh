# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
#
# Sourced by the tests of this folder: a directory that goes with the test, processes that are stopped by their ids.
set -euo pipefail

work=$(mktemp -d "${TMPDIR:-/tmp}/elanus-test.XXXXXX")
pids=()

clean_up() {
  local pid
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
  rm -rf "$work"
}
trap clean_up EXIT

step() { echo "--- $*"; }
fail() { echo "FAILED: $*" >&2; exit 1; }
# fail_with FILE WORDS...: with what the file holds.
fail_with() {
  local file=$1
  shift
  echo "--- $file:" >&2
  tail -n 60 "$file" >&2
  fail "$*"
}
# ctest shows the test as skipped.
skip() { echo "SKIPPED: $*"; exit 77; }

need() {
  local program
  for program in "$@"; do
    command -v "$program" >/dev/null || [ -x "/usr/sbin/$program" ] || skip "needs $program; ./run setup test installs it"
  done
}

expect_line() { grep -Eq -- "$2" "$1" || fail_with "$1" "expected a line like: $2"; }
# expect_count FILE PATTERN N: N lines.
expect_count() {
  local found
  found=$(grep -Ec -- "$2" "$1" || true)
  [ "$found" = "$3" ] || fail_with "$1" "expected $3 lines like: $2, found $found"
}

# start FILE COMMAND...: in the background, both outputs in the file. Sets `pid`.
start() {
  local file=$1
  shift
  "$@" >"$file" 2>&1 &
  pid=$!
  pids+=("$pid")
}

# stop PID: with SIGTERM, and expects a clean end.
stop() {
  local ok=0
  kill -TERM "$1"
  wait "$1" || ok=$?
  [ "$ok" = 0 ] || fail "process $1 ended with $ok after SIGTERM"
}

# await FILE PATTERN PID: until the file has such a line; prints it.
await() {
  for _ in $(seq 600); do
    grep -m 1 -E -- "$2" "$1" 2>/dev/null && return 0
    kill -0 "$3" 2>/dev/null || break
    sleep 0.05
  done
  fail_with "$1" "process $3 did not get to: $2"
}
