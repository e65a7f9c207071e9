#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
#
# shared_libraries_test.sh DIRECTORY: how many shared libraries a Thrift server loads, without OTLP and with everything.
. "$(dirname "$0")/common.sh"

# The loader and the kernel's page count too.
at_most() {
  local limit=$1 program=$2 count
  ldd "$program" >"$work/ldd"
  count=$(wc -l <"$work/ldd")
  echo "$(basename "$program"): $count shared libraries, at most $limit"
  [ "$count" -le "$limit" ] || fail_with "$work/ldd" "$program loads too many"
}

at_most 8 "$1/hello_core_server"
at_most 16 "$1/hello_traced_server"
