#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
#
# run check [--all] [STAGE...]: everything that must hold beside `run test`. Stages are the functions stage_* below; .ci/run
# runs the same ones. Ends at the first stage that fails, and says how many tests and checks passed.
set -euo pipefail
. scripts/build.sh

passed=0
failed=0
results=build/check

stage_layers() { python3 scripts/check_layers.py; }
stage_style() { python3 scripts/check_style.py; }
stage_docs() { python3 scripts/check_docs.py; }

# examples/hello is laid out for the README.
stage_format() {
  git ls-files '*.h' '*.cc' | grep -vE '/testdata/|^tests/generated/|^examples/hello/' | xargs clang-format-19 --dry-run -Werror
}

# Every header can be included first, and alone.
stage_headers() {
  git ls-files 'elanus/*.h' 'tools/*.h' | xargs -P "$(nproc)" -I{} clang++-19 -std=c++20 -fsyntax-only -Wall -Wextra -Werror \
    -Wno-missing-field-initializers -Wno-missing-designated-field-initializers -Wno-pragma-once-outside-header \
    -Wno-unused-function -Wno-unused-const-variable '-DELANUS_SOURCE_DIR=""' -I. -x c++ {}
}

# A test run as a stage: its tests are counted one by one.
run_ctest() {
  local preset=$1
  shift
  mkdir -p "$results"
  ctest --test-dir "build/$preset" --no-tests=error --output-on-failure --output-junit "$PWD/$results/$preset.xml" -j "$(nproc)" "$@"
}

sanitizer_options() {
  local symbolizer=external_symbolizer_path=/usr/bin/llvm-symbolizer-19
  export ASAN_OPTIONS=$symbolizer:detect_stack_use_after_return=1
  export UBSAN_OPTIONS=$symbolizer:print_stacktrace=1
  export TSAN_OPTIONS=$symbolizer:halt_on_error=1:second_deadlock_stack=1
}

# g++, as users build it.
stage_dev() { build_preset dev all && run_ctest dev; }

# run_folders PRESET FOLDER...: builds and runs the tests of these folders.
run_folders() {
  local preset=$1
  shift
  sanitizer_options
  # One test takes all descriptors away, and UBSan's check of vptrs cannot do without: it reports what is not there.
  build_preset "$preset" "${@/%/_test}" &&
    run_ctest "$preset" -R "^($(IFS='|'; echo "$*"))\\." -E 'Listener\.PausesWithoutDescriptors'
}

# Address and undefined behaviour, over the library and the end-to-end calls; asan_all over everything, the generator too.
stage_asan() { run_folders asan base async wire net tls rpc grpc telemetry otlp protocol client server tapes unary streams hostile; }
stage_asan_all() {
  sanitizer_options
  build_preset asan all && run_ctest asan
}

# Threads, where there are any. Everything that only computes is left to the stage before.
stage_tsan() { run_folders tsan async net unary; }
stage_tsan_all() { run_folders tsan base async net rpc client server telemetry otlp unary; }

# Live peers, and the OpenTelemetry Collector.
stage_interop() { ./run interop --report "$results/interop.xml"; }

# Instructions and system calls of a call, of the library as users have it: tests/counted.
stage_counted() {
  local ok=0
  build_preset release counted
  run_ctest release -L counted --verbose || ok=1
  cp "$results/release.xml" "$results/counted.xml"
  return "$ok"
}

stage_fuzz() { scripts/fuzz.sh --total 120; }
stage_fuzz_long() { scripts/fuzz.sh 300; }

# Without the optimizer coroutines behave differently: deeper stacks, no elided frames.
stage_debug() { build_preset debug all && run_ctest debug; }

report_number() { sed -nE "s/^\\s*$1=\"([0-9]+)\"\$/\\1/p" "$2" | head -n 1; }

# Counts a ctest report's tests, or the stage itself where there is none.
count() {
  local report=$1 ok=$2 tests failures skipped
  if [ -f "$report" ]; then
    tests=$(report_number tests "$report")
    failures=$(report_number failures "$report")
    skipped=$(report_number skipped "$report")
    passed=$((passed + tests - failures - skipped))
    failed=$((failed + failures))
    [ "$ok" = 1 ] || [ "$failures" -gt 0 ] || failed=$((failed + 1))
  elif [ "$ok" = 1 ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
  fi
}

finish() {
  echo
  echo "$((SECONDS / 60)) min $((SECONDS % 60)) s"
  echo "$passed passed, $failed failed"
  [ "$failed" = 0 ] || exit 1
  exit 0
}

# run_stage NAME [COMMAND...]: shows it with its time, and ends everything when it fails.
run_stage() {
  local name=$1 begin=$SECONDS ok=1
  shift
  echo
  echo "=== $name"
  mkdir -p "$results"
  rm -f "$results/$name.xml"
  # In a shell of its own, so that -e holds inside of it.
  set +e
  (set -e; if [ $# -gt 0 ]; then "$@"; else "stage_$name"; fi)
  [ $? = 0 ] || ok=0
  set -e
  count "$results/$name.xml" "$ok"
  if [ "$ok" = 1 ]; then
    echo "=== $name: ok, $((SECONDS - begin)) s"
  else
    echo "=== $name: FAILED, $((SECONDS - begin)) s"
    finish
  fi
}

quick_stages="layers style docs format headers counted asan tsan fuzz"
all_stages="layers style docs format headers counted dev debug asan_all tsan_all fuzz_long interop"

main() {
  local stages=$quick_stages stage
  if [ "${1:-}" = --all ]; then
    stages=$all_stages
    shift
  fi
  [ $# -eq 0 ] || stages=$*
  for stage in $stages; do
    [ "$(type -t "stage_$stage")" = function ] || {
      echo "check: there is no stage $stage, expected some of: $quick_stages dev debug fuzz_long interop" >&2
      exit 2
    }
  done
  for stage in $stages; do run_stage "$stage"; done
  finish
}

[ "${BASH_SOURCE[0]}" != "$0" ] || main "$@"
