# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
#
# Sourced by run: setup WHAT... installs Debian packages, and is silent and quick when they are there.

# Compiler and libraries: all that a program with Elanus needs, the examples' databases and the test library.
packages_build="g++ cmake ninja-build ccache pkg-config git ca-certificates zlib1g-dev libnghttp2-dev libssl-dev
  libcpp-httplib-dev nlohmann-json3-dev libcli11-dev protobuf-compiler libprotobuf-dev libsqlite3-dev libmariadb-dev
  libgtest-dev libgmock-dev"
# Real things to test against. MariaDB's programs without the service that `mariadb-server` would start.
packages_test="python3 python3-protobuf thrift-compiler python3-thrift mariadb-server-core mariadb-client-core
  chromium chromium-driver python3-selenium procps"
# What ./run bench holds us against, and h2load, which is the load for gRPC.
packages_bench="python3 procps thrift-compiler libthrift-dev libboost-dev libevent-dev libgrpc++-dev libprotobuf-dev
  protobuf-compiler protobuf-compiler-grpc nghttp2-client libbenchmark-dev"
packages_check="clang-19 clang-format-19 libclang-rt-19-dev llvm-19 lld-19 python3 valgrind strace"
# Apache Thrift and gRPC as other parties. Thrift's C++ headers need Boost's, which the package does not ask for.
packages_peers="thrift-compiler libthrift-dev libboost-dev python3-thrift python3 python3-hpack libgrpc++-dev libprotobuf-dev
  protobuf-compiler protobuf-compiler-grpc"
# Only in Debian's backports: OpenTelemetry's own reading of what we export, its spans beside ours, and its exporter.
backports_test="python3-opentelemetry-proto"
backports_bench="opentelemetry-cpp-dev"
backports_peers="opentelemetry-cpp-dev"

setup_log=build/setup.log

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    echo "setup: packages are missing, and this user is not root and has no sudo. As root: $*" >&2
    return 1
  fi
}

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

# apt's status lines as a line for each fifth of the work.
apt_progress() {
  local line word percent said=""
  while IFS= read -r line; do
    case "$line" in
      dlstatus:*) word=downloaded ;;
      pmstatus:*) word=installed ;;
      *) continue ;;
    esac
    percent=${line#*:*:}
    percent=${percent%%[.:]*}
    case "$percent" in '' | *[!0-9]*) continue ;; esac
    percent=$((percent / 20 * 20))
    [ "$said" != "$word$percent" ] && [ "$percent" -gt 0 ] && echo "    $word: $percent %"
    said=$word$percent
  done
}

# apt_install [-t SUITE] PACKAGE... The status has a descriptor of its own: apt makes it non-blocking, which maintainer
# scripts on the other end of standard output do not survive.
apt_install() {
  echo "==> installing: $*"
  mkdir -p "$(dirname "$setup_log")"
  as_root sh -c 'log=$1; shift; exec env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 apt-get install -y -q \
      --no-install-recommends -o APT::Status-Fd=3 -o Dpkg::Progress-Fancy=0 -o Dpkg::Use-Pty=0 "$@" \
      3>&1 >"$log" 2>&1 </dev/null' sh "$setup_log" "$@" | apt_progress \
    || { tail -n 20 "$setup_log" >&2; echo "setup: apt-get could not install: $*" >&2; return 1; }
}

# The backports come from the same mirror as Debian itself.
add_backports() {
  local list=/etc/apt/sources.list.d/elanus-backports.list release uri
  release=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
  apt-get indextargets --format '$(CODENAME) $(SUITE) $(RELEASE)' | grep -q "$release-backports" && return 0
  uri=$(apt-get indextargets --format '$(REPO_URI)' "Codename: $release" | head -n 1)
  [ -n "$uri" ] || { echo "setup: no source of $release is known to apt" >&2; return 1; }
  echo "deb $uri $release-backports main" | as_root tee "$list" >/dev/null
  apt_updated=
}

setup_group() {
  local list=packages_$1 absent
  [ -n "${!list:-}" ] || { echo "setup: expected build, test, bench, check or peers, got $1" >&2; return 2; }
  absent=$(missing ${!list})
  if [ -n "$absent" ]; then
    apt_update
    apt_install $absent
  fi
  list=backports_$1
  absent=$(missing ${!list:-})
  [ -n "$absent" ] || return 0
  apt_update
  if ! { add_backports && apt_update && apt_install -t "$(. /etc/os-release && echo "$VERSION_CODENAME")-backports" $absent; }; then
    echo "==> without $absent: what needs it is skipped with a word" >&2
  fi
}

setup() {
  local what
  for what in "$@"; do setup_group "$what"; done
}
