#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
#
# hello_test.sh DIRECTORY: the hello world of the README with its address from the environment, plain, without telemetry, and
# traced by the one argument more.
. "$(dirname "$0")/common.sh"
programs=$1

for kind in plain core traced; do
  step "$kind"
  OTEL_TRACES_EXPORTER=console OTEL_BSP_SCHEDULE_DELAY=10 ELANUS_ADDR=127.0.0.1:0 \
    start "$work/$kind.server" "$programs/hello_${kind}_server"
  server=$pid
  address=$(await "$work/$kind.server" 'listening on ' "$server" | sed 's/.*listening on //')
  OTEL_TRACES_EXPORTER=console ELANUS_ADDR=$address "$programs/hello_${kind}_client" >"$work/$kind.client" 2>&1 ||
    fail_with "$work/$kind.client" "the client failed"
  stop "$server"
  expect_line "$work/$kind.client" '^Hello, Ada$'
done

step "one trace over both sides"
expect_line "$work/traced.client" ' client "hello\.Hello/Say" '
expect_line "$work/traced.server" ' server "hello\.Hello/Say" '
trace=$(grep -oE 'trace=[0-9a-f]{32}' "$work/traced.client")
expect_line "$work/traced.server" "$trace"
! grep -q trace= "$work/plain.server" || fail_with "$work/plain.server" "expected no spans"

step "a client without a server"
ELANUS_ADDR=$address "$programs/hello_plain_client" >"$work/nobody" 2>&1 && fail_with "$work/nobody" "expected exit code 1"
expect_line "$work/nobody" 'connection refused'
echo "ok"
