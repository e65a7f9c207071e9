#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
#
# install_test.sh BUILD SOURCE: what `cmake --install` lays out is enough for a project that says find_package(Elanus), and
# the tool that was installed writes a service that builds against it.
. "$(dirname "$0")/common.sh"
build=$1 source=$2

step "installing"
cmake --install "$build" --prefix "$work/prefix" >"$work/install.log" || fail_with "$work/install.log" "cmake --install failed"
# Nothing that was installed may point back to where it was built.
if grep -rlF -e "$build" -e "$source" "$work/prefix" --include='*.cmake' --include='*.h' >"$work/leaks"; then
  fail_with "$work/leaks" "installed files name the build or source directory"
fi

# build_and NAME SOURCE-DIRECTORY TARGET...
build_project() {
  local name=$1 directory=$2
  step "building $name against it"
  cmake -S "$directory" -B "$work/$name" -G Ninja -DCMAKE_PREFIX_PATH="$work/prefix" -DCMAKE_BUILD_TYPE=Debug \
    ${LAUNCHER:+-DCMAKE_CXX_COMPILER_LAUNCHER="$LAUNCHER"} ${CXX:+-DCMAKE_CXX_COMPILER="$CXX"} >"$work/$name.log" 2>&1 \
    && cmake --build "$work/$name" >>"$work/$name.log" 2>&1 || fail_with "$work/$name.log" "$name does not build"
  ! grep -q 'warning:' "$work/$name.log" || fail_with "$work/$name.log" "$name has warnings"
}

cp -r "$source/tests/install" "$work/source"
build_project greeting "$work/source"
OTEL_TRACES_EXPORTER=console "$work/greeting/greeting" >"$work/output" || fail_with "$work/output" "the program failed"
expect_line "$work/output" '^Hello, Ada$'
expect_line "$work/output" '^rude: no name$'
expect_line "$work/output" ' server .*Greet.* trace='
expect_line "$work/output" ' "Greeter\.Greet" '

step "generating a service with the installed tool"
mkdir "$work/service"
cp "$source/examples/user-service/user.thrift" "$work/service"
(cd "$work/service" && "$work/prefix/bin/elanus" -module user -service user_service user.thrift) >"$work/generate.log" 2>&1 ||
  fail_with "$work/generate.log" "the generator failed"
[ -f "$work/service/CMakeLists.txt" ] || fail "the generator wrote no CMakeLists.txt: $(ls "$work/service")"
build_project service "$work/service"
mkdir "$work/proto"
cp "$source/examples/user-service-pb/user.proto" "$work/proto"
(cd "$work/proto" && "$work/prefix/bin/elanus" -type protobuf -module user -service user_pb user.proto) >"$work/generate.log" 2>&1 ||
  fail_with "$work/generate.log" "the generator failed"
build_project proto_service "$work/proto"
[ -x "$work/prefix/bin/protoc-gen-elanus" ] || fail "the plugin protoc-gen-elanus was not installed"
echo "ok"
