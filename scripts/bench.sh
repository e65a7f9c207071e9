#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
#
# run bench ARGS: bench/bench.py says what it can be told.
set -euo pipefail
exec python3 bench/bench.py "$@"
