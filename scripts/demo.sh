#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
#
# run demo [--once]: the trace viewer, user-service and its client, all on 127.0.0.1. --once ends when the client's traces
# have been shown. USER_DB=mysql://user:password@host:port/database takes MariaDB instead of SQLite.
set -euo pipefail
once=${1:-}
[ -z "$once" ] || [ "$once" = --once ] || { echo "run demo: expected --once or nothing, got $once" >&2; exit 2; }
bin=${ELANUS_BUILD:-build/dev}
work=$(mktemp -d)
pids=()

finish() {
  local pid
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 0' INT TERM

# Waits until FILE holds a line that fits PATTERN, and prints it.
await() {
  local file=$1 pattern=$2 pid=$3
  for _ in $(seq 200); do
    grep -m 1 -E "$pattern" "$file" 2>/dev/null && return 0
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.05
  done
  echo "the demo's $file did not get to '$pattern':" >&2
  cat "$file" >&2
  return 1
}

viewer() { "$bin/tools/elanus/elanus" traces --otlp-grpc "127.0.0.1:$1" --otlp "127.0.0.1:$2" --ui "127.0.0.1:$3" >"$work/viewer" 2>&1 & viewer_pid=$!; }

viewer 4317 4318 16686
if ! await "$work/viewer" '^grpc: ' "$viewer_pid" >/dev/null 2>&1; then
  viewer 0 0 0  # the usual ports are taken
  await "$work/viewer" '^grpc: ' "$viewer_pid" >/dev/null
fi
pids+=("$viewer_pid")
page=$(sed -n 's/^traces: //p' "$work/viewer" | head -n 1)
OTEL_EXPORTER_OTLP_ENDPOINT=$(sed -n 's/^grpc: *\([^ ]*\).*/\1/p' "$work/viewer" | head -n 1)
export OTEL_EXPORTER_OTLP_ENDPOINT
export OTEL_BSP_SCHEDULE_DELAY=200

ELANUS_ADDR=127.0.0.1:0 "$bin/examples/user-service/user_service" 2>"$work/server" &
pids+=($!)
ELANUS_ADDR=$(await "$work/server" 'listening on ' "${pids[-1]}" | sed 's/.*listening on //')
export ELANUS_ADDR
echo "user-service listens on $ELANUS_ADDR; its client calls it:"
echo
"$bin/examples/user-service/user_client"
echo
# Its four calls and its workflow are five traces. Each is printed when it has been quiet for a second, and ends with its link.
for _ in $(seq 200); do
  [ "$(grep -c "^$page/traces/" "$work/viewer")" -ge 5 ] && break
  sleep 0.1
done
shown=$(wc -l <"$work/viewer")
sed -n "4,${shown}p" "$work/viewer"
echo
echo "The same in the browser: $page"
[ -z "$once" ] || exit 0
echo "It stays until Ctrl-C; call again with: ELANUS_ADDR=$ELANUS_ADDR OTEL_EXPORTER_OTLP_ENDPOINT=$OTEL_EXPORTER_OTLP_ENDPOINT $bin/examples/user-service/user_client"
tail -n "+$((shown + 1))" -f "$work/viewer" &
pids+=($!)
wait "$viewer_pid"
