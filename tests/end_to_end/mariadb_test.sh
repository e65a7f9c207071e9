#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
#
# mariadb_test.sh USER_SERVICE USER_CLIENT CREATE_USER: the user service with a real MariaDB behind it.
. "$(dirname "$0")/common.sh"
need mariadbd mariadb-install-db mariadb
PATH=$PATH:/usr/sbin
user_service=$1 user_client=$2 create_user=$3
data=$work/data socket=$work/socket
export OTEL_TRACES_EXPORTER=none

sql() { mariadb --no-defaults --user=root --socket="$socket" --batch --skip-column-names "$@"; }

step "starting mariadbd"
as_user=()
[ "$(id -u)" != 0 ] || as_user=(--user=root)
mariadb-install-db --no-defaults "${as_user[@]}" --datadir="$data" --auth-root-authentication-method=normal --skip-test-db \
  >"$work/install.log" 2>&1 || fail_with "$work/install.log" "mariadb-install-db failed"
# A port that is free now may be taken a moment later: then mariadbd ends, and another one is tried.
for _ in 1 2 3 4 5; do
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  start "$work/mariadbd.log" mariadbd --no-defaults "${as_user[@]}" --datadir="$data" --socket="$socket" \
    --pid-file="$work/pid" --bind-address=127.0.0.1 --port="$port" --innodb-buffer-pool-size=64M --skip-log-bin
  for _ in $(seq 300); do
    sql -e 'SELECT 1' >/dev/null 2>&1 && break 2
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
done
mariadbd=$pid
sql -e "CREATE DATABASE users; CREATE USER 'elanus'@'127.0.0.1' IDENTIFIED BY 'secret'; GRANT ALL ON users.* TO 'elanus'@'127.0.0.1'" ||
  fail_with "$work/mariadbd.log" "mariadbd does not answer"

step "starting user-service"
ELANUS_ADDR=127.0.0.1:0 USER_DB="mysql://elanus:secret@127.0.0.1:$port/users" start "$work/service.log" "$user_service"
service=$pid
ELANUS_ADDR=$(await "$work/service.log" 'listening on ' "$service" | sed 's/.*listening on //')
export ELANUS_ADDR

step "the guide's client"
"$user_client" >"$work/client.log" 2>&1 || fail_with "$work/client.log" "the client failed"
expect_line "$work/client.log" '^GetUser\(12345\) .*Guide Reader'
expect_line "$work/client.log" '^CreateUser\("Alice"\) .*created'
expect_line "$work/client.log" '^CallUserServiceWorkflow .*Alice'
expect_line "$work/client.log" '^GetUser\(0\) .*user_id must be positive, got 0'
expect_line "$work/client.log" '^CreateUser\(""\) .*name must not be empty'
sql -e 'SELECT name, email, phone FROM users.users WHERE id <> 12345 ORDER BY id' >"$work/rows"
printf 'Alice\talice@example.com\tNULL\n%.0s' 1 2 | diff - "$work/rows" || fail_with "$work/rows" "expected Alice twice"

step "names that are SQL"
evil="Robert'); DROP TABLE users;-- \\ \" ä"
"$create_user" "$evil" "bobby@example.com" >"$work/create.log" 2>&1 || fail_with "$work/create.log" "CreateUser failed"
expect_line "$work/create.log" '^created '
[ "$(sql --raw -e "SELECT name FROM users.users WHERE email = 'bobby@example.com'")" = "$evil" ] ||
  fail "the name that is stored is not the one that was sent: $(sql --raw -e 'SELECT name FROM users.users')"
expect_line "$work/create.log" '^fetched Robert'

step "a database that has gone"
stop "$mariadbd"
! "$create_user" "Late" "late@example.com" >"$work/late.log" 2>&1 || fail_with "$work/late.log" "expected an error"
expect_line "$work/late.log" 'mysql'

stop "$service"
echo "ok"
