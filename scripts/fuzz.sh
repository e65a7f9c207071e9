#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
#
# run fuzz [SECONDS | --total SECONDS | --forever] [TARGET...]: every fuzz target for so long each (30), or all of them
# in so long, or round after round until something fails. What was found interesting is kept in build/fuzz/corpus and used
# again; inputs that fail lie in build/fuzz/failed. The programs are those of the preset asan, whose library is compiled
# for both.
set -euo pipefail
. scripts/build.sh

seconds=30
total=
forever=
case "${1:-}" in
  --total) total=$2; shift 2 ;;
  --forever) forever=yes; seconds=300; shift ;;
  [0-9]*) seconds=$1; shift ;;
esac
# Configured before fuzzing joined it.
[ -f build/asan/fuzzers.txt ] || rm -f build/asan/build.ninja
build_preset asan "${@:-fuzzers}"

root=build/fuzz
programs=build/asan/fuzzers.txt
python3 scripts/fuzz_seeds.py "$root/seeds"
mkdir -p "$root/failed" "$root/logs"
targets=("$@")
[ $# -gt 0 ] || mapfile -t targets < <(cut -d' ' -f1 "$programs")
jobs=$(nproc)
[ -z "$total" ] || seconds=$((total * jobs / ${#targets[@]}))
[ "$seconds" -gt 0 ] || seconds=1
echo "==> fuzzing ${#targets[@]} targets for $seconds s each, $jobs at a time"

export ASAN_OPTIONS=${ASAN_OPTIONS:-external_symbolizer_path=/usr/bin/llvm-symbolizer-19}
export UBSAN_OPTIONS=${UBSAN_OPTIONS:-print_stacktrace=1:external_symbolizer_path=/usr/bin/llvm-symbolizer-19}

fuzz_one() {
  local name=$1 seconds=$2 root=$3 program log seeds
  program=$(sed -n "s/^$name //p" "$4")
  log=$root/logs/$name.log
  case "$name" in
    idl_*) seeds=$root/seeds/thrift ;;
    kitex_*_session_* | grpc_*_session_* | live_*) seeds=$root/seeds/sessions ;;
    *) seeds=$root/seeds/messages ;;
  esac
  mkdir -p "$root/corpus/$name"
  if "$program" "$root/corpus/$name" "$seeds" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2500 \
      -artifact_prefix="$root/failed/$name-" -print_final_stats=1 -verbosity=1 >"$log" 2>&1; then
    printf '    ok      %-28s %9s inputs, %s\n' "$name" "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")" \
      "$(grep -o 'cov: [0-9]*' "$log" | tail -n 1)"
  else
    printf '    FAILED  %s: %s\n' "$name" "$log"
    grep -m 1 -A 12 -E 'ERROR|SUMMARY|runtime error|deadly signal' "$log" || tail -n 20 "$log"
    return 1
  fi
}
export -f fuzz_one
round() {
  printf '%s\n' "${targets[@]}" | xargs -P "$jobs" -I{} bash -c 'fuzz_one "$@"' _ {} "$seconds" "$root" "$programs"
}
round
while [ -n "$forever" ]; do
  echo "==> once more; Ctrl-C ends it"
  round
done
