# Sourced by run: build_preset PRESET TARGET... configures once and builds; ninja shows the progress.

build_preset() {
  local preset=$1
  shift
  local launcher=()
  command -v ccache >/dev/null && launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
  if [ ! -f "build/$preset/build.ninja" ]; then
    echo "==> configuring build/$preset"
    cmake --preset "$preset" "${launcher[@]}" >"/tmp/elanus-cmake-$preset.log" 2>&1 \
      || { tail -20 "/tmp/elanus-cmake-$preset.log" >&2; return 1; }
  fi
  echo "==> building build/$preset ($*)"
  cmake --build "build/$preset" --target "$@"
}

build_dev() { build_preset dev "$@"; }
