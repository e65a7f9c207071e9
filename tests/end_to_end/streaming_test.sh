#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
#
# streaming_test.sh DIRECTORY: examples/streaming over TCP, and the spans of its three kinds of streams.
. "$(dirname "$0")/common.sh"
programs=$1
export OTEL_TRACES_EXPORTER=console OTEL_BSP_SCHEDULE_DELAY=10

ELANUS_ADDR=127.0.0.1:0 start "$work/server" "$programs/stream_service"
server=$pid
address=$(await "$work/server" 'listening on ' "$server" | sed 's/.*listening on //')
ELANUS_ADDR=$address timeout 60 "$programs/stream_client" >"$work/client" 2>&1 || fail_with "$work/client" "the client failed"
stop "$server"

step "what the client got"
expect_line "$work/client" '^ServerStream +10 chunks, the last: DataChunk\{index: 9, data: "chunk 9 of request 42"\}$'
expect_line "$work/client" '^ClientStream +got 5 chunks of 75 bytes in all$'
expect_line "$work/client" '^BidirectionalStream +5 words, the last: got chunk 4$'

# id FILE NAME: the id of the only span of this name. under FILE NAME ID N: N spans of this name are its children.
id() {
  expect_count "$1" " \"$2\" trace=" 1
  grep -E " \"$2\" trace=" "$1" | grep -oE ' span=[0-9a-f]{16}' | cut -d= -f2
}
under() { expect_count "$1" " \"$2\" .* parent=$3( |$)" "$4"; }

step "a span for the stream on both sides, one for each chunk"
example=$(id "$work/client" ServerStreamExample)
under "$work/client" streaming.StreamService/ServerStream "$example" 1
caller=$(id "$work/client" streaming.StreamService/ServerStream)
under "$work/server" streaming.StreamService/ServerStream "$caller" 1
callee=$(id "$work/server" streaming.StreamService/ServerStream)
under "$work/server" StreamService.ServerStream "$callee" 1
handler=$(id "$work/server" StreamService.ServerStream)
expect_line "$work/server" ' "StreamService\.ServerStream" .*stream\.request_id="42"'
under "$work/server" SendChunk "$handler" 10
for index in 0 1 2 3 4 5 6 7 8 9; do expect_count "$work/server" " \"SendChunk\" .*chunk\\.index=\"$index\"" 1; done
expect_line "$work/client" ' "streaming\.StreamService/ServerStream" .*kitex\.recv_messages="10"'

step "what the client sends"
example=$(id "$work/client" ClientStreamExample)
under "$work/client" SendDataChunk "$example" 5
under "$work/client" streaming.StreamService/ClientStream "$example" 1
expect_line "$work/client" ' "ClientStreamExample" .*response\.message="got 5 chunks of 75 bytes in all"'
expect_line "$work/server" ' "StreamService\.ClientStream" .*stream\.chunks="5"'
example=$(id "$work/client" BidirectionalStreamExample)
under "$work/client" SendDataChunk "$example" 5

step "all of it went well"
expect_count "$work/server" 'status=Error' 0
expect_count "$work/client" 'status=Error' 0
echo "ok"
