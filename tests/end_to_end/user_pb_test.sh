#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
#
# user_pb_test.sh SERVER CLIENT: the Protobuf example over TCP, by gRPC and by Kitex-Protobuf on one port, traced.
. "$(dirname "$0")/common.sh"
server_program=$1 client_program=$2
export OTEL_TRACES_EXPORTER=console OTEL_BSP_SCHEDULE_DELAY=10

ELANUS_ADDR=127.0.0.1:0 start "$work/server" "$server_program"
server=$pid
address=$(await "$work/server" 'listening on ' "$server" | sed 's/.*listening on //')
ELANUS_ADDR=$address "$client_program" >"$work/client" 2>&1 || fail_with "$work/client" "the client failed"
stop "$server"

step "both protocols give the same answer"
answer='user \{ id: 12345 name: "Guide Reader" email: "reader@example.com" \} message: "ok"'
expect_line "$work/client" "^gRPC: 12345 +$answer"
expect_line "$work/client" "^Kitex-Protobuf: 12345 +$answer"
expect_line "$work/client" '^gRPC: 0 +InvalidArgument: user_id must be positive, got 0'

step "one trace a call over both sides"
for trace in $(grep -oE 'trace=[0-9a-f]{32}' "$work/client" | sort -u); do
  expect_line "$work/server" " server \"user\.UserService/GetUser\" .*$trace"
  expect_line "$work/server" " \"UserService\.GetUser\" .*$trace"
done
expect_count "$work/server" ' server "user\.UserService/GetUser" ' 3
echo "ok"
