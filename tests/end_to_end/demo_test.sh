#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
#
# demo_test.sh BUILD SOURCE: what `./run demo --once` prints.
. "$(dirname "$0")/common.sh"
cd "$2"
ELANUS_BUILD=$1 timeout 60 scripts/demo.sh --once >"$work/output" 2>&1 || fail_with "$work/output" "the demo failed"

step "what the client got"
expect_line "$work/output" '^GetUser\(12345\) .*Guide Reader'
expect_line "$work/output" '^CallUserServiceWorkflow .*Alice'
expect_line "$work/output" '^GetUser\(0\) .*user_id must be positive, got 0'
expect_line "$work/output" '^CreateUser\(""\) .*name must not be empty'

step "the traces"
expect_count "$work/output" '^http://127\.0\.0\.1:[0-9]+/traces/[0-9a-f]{32}$' 5
# One trace runs workflow -> client span -> server span -> handler span -> database span, twice.
sed -n '/^CallUserServiceWorkflow .* spans of 2 services/,/^http/p' "$work/output" >"$work/workflow"
for span in CallUserServiceWorkflow UserService.CreateUser MySQL.InsertUser UserService.GetUser GetUserFromCache MySQL.SelectUser; do
  expect_line "$work/workflow" "$span"
done
expect_count "$work/workflow" 'user\.UserService/CreateUser' 2
expect_line "$work/output" '3 errors$'
expect_count "$work/workflow" 'user\.UserService/GetUser' 2
expect_line "$work/output" 'user_id must be positive'
expect_line "$work/output" '^The same in the browser: http://127\.0\.0\.1:[0-9]+'
echo "ok"
