#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
#
# run bench [--quick] [--build] [--anyhow]: echo beside a raw epoll echo, and what compiling costs. --build also times a
# whole build without a compiler cache. On a machine that is busy it says so and ends; --anyhow runs all the same.
set -euo pipefail
quick= build= anyhow=
for word in "$@"; do
  case "$word" in
    --quick) quick=1 ;; --build) build=1 ;; --anyhow) anyhow=1 ;;
    *) echo "run bench: expected --quick, --build or --anyhow, got $word" >&2; exit 2 ;;
  esac
done
load=$(cut -d' ' -f1 /proc/loadavg)
busy=$(awk -v l="$load" -v c="$(nproc)" 'BEGIN { print (l > c / 2) ? 1 : 0 }')
if [ "$busy" = 1 ] && [ -z "$anyhow" ]; then
  echo "the machine is busy (load $load on $(nproc) cores): figures would mean nothing; --anyhow prints them with a mark"
  exit 0
fi
[ "$busy" = 0 ] || echo "MARK: the machine is busy (load $load)"

mkdir -p build/bench
if [ -n "$quick" ]; then
  build/release/bench/echo_bench --seconds 1 --rounds 3 --json build/bench/echo.json
else
  build/release/bench/echo_bench --seconds 3 --rounds 5 --json build/bench/echo.json
  build/release/bench/echo_bench --seconds 2 --rounds 3 --connections 1
fi

TIMEFORMAT='%U %S'
cpu() { { time "$@" >/dev/null 2>&1; } 2>&1 | awk '{ printf "%.1f s\n", $1 + $2 }'; }
echo -n "compile CPU of examples/hello/server.cc (g++ -O2): "
cpu g++ -std=c++20 -fcoroutines -O2 -I. -Ibuild/release/examples/hello/gen/hello_gen -c examples/hello/server.cc -o /dev/null
if [ -n "$build" ]; then
  rm -rf build/bench/whole
  echo -n "CPU of a whole build with tests: "
  cpu bash -c 'cmake -S . -B build/bench/whole -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG="-O1 -g1" && CCACHE_DISABLE=1 cmake --build build/bench/whole'
fi
