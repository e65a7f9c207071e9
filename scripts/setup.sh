# Sourced by run: setup WHAT... installs Debian packages, and is silent and quick when they are there.

packages_build="g++ cmake ninja-build ccache pkg-config git ca-certificates zlib1g-dev libcpp-httplib-dev nlohmann-json3-dev libcli11-dev libsqlite3-dev libmariadb-dev libgtest-dev libgmock-dev"
packages_test="mariadb-server chromium chromium-driver python3-selenium python3-protobuf procps"
packages_bench="libbenchmark-dev"
packages_check="clang-19 clang-format-19 libclang-rt-19-dev llvm-19 lld-19 python3"
# Only in the backports: OpenTelemetry's own reading of what we export.
backports_test="python3-opentelemetry-proto"

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

missing() {
  local package
  for package in "$@"; do
    dpkg-query -W -f='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || echo "$package"
  done
}

apt_update() {
  [ -z "${apt_updated:-}" ] || return 0
  echo "==> reading Debian's package lists"
  as_root apt-get update -qq
  apt_updated=1
}

apt_install() {
  echo "==> installing: $*"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    -o Dpkg::Progress-Fancy=0 -o Dpkg::Use-Pty=0 "$@" >/tmp/elanus-apt.log 2>&1 \
    || { tail -20 /tmp/elanus-apt.log >&2; echo "apt-get could not install: $*" >&2; return 1; }
}

# The backports come from the same mirror as Debian itself.
add_backports() {
  local list=/etc/apt/sources.list.d/elanus-backports.list uri
  apt-get indextargets --format '$(SUITE)$(CODENAME)' | grep -q bookworm-backports && return 0
  uri=$(apt-get indextargets --format '$(REPO_URI)' 'Codename: bookworm' | head -n 1)
  [ -n "$uri" ] || return 1
  echo "deb $uri bookworm-backports main" | as_root tee "$list" >/dev/null
  apt_updated=
}

setup() {
  local what list absent
  for what in "$@"; do
    list=packages_$what
    [ -n "${!list:-}" ] || { echo "setup: expected build, test, bench or check, got $what" >&2; return 2; }
    absent=$(missing ${!list})
    if [ -n "$absent" ]; then
      apt_update
      apt_install $absent
    fi
    list=backports_$what
    [ -n "${!list:-}" ] || continue
    absent=$(missing ${!list})
    [ -n "$absent" ] || continue
    add_backports && apt_update
    apt_install -t bookworm-backports $absent || echo "==> without $absent: the tests that need it say so" >&2
  done
}
