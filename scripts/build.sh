# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
#
# Sourced by run and by the checks: build_preset PRESET TARGET... configures once and builds; ninja shows the progress.

# What ccache needs to keep objects that were compiled with a precompiled header.
export CCACHE_SLOPPINESS=pch_defines,time_macros

build_preset() {
  local preset=$1 log=build/$1/configure.log
  shift
  if [ ! -f "build/$preset/build.ninja" ]; then
    local launcher=()
    command -v ccache >/dev/null && launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
    echo "==> configuring build/$preset"
    mkdir -p "build/$preset"
    cmake --preset "$preset" "${launcher[@]}" >"$log" 2>&1 || {
      tail -n 20 "$log" >&2
      rm -f "build/$preset/CMakeCache.txt"
      return 1
    }
  fi
  echo "==> building build/$preset ($*)"
  NINJA_STATUS='[%f/%t %es] ' cmake --build "build/$preset" --target "$@"
}

build_dev() { build_preset dev "$@"; }

# For programs of which several start at the same time: one builds, the others wait for it.
build_alone() {
  mkdir -p build
  (
    flock 9
    build_dev "$@" 9>&-
  ) 9>build/dev.lock
}
