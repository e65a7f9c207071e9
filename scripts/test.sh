#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
#
# run test: the checks that need no compiler, then everything that ctest knows. Arguments go to ctest: run test -R timer
set -euo pipefail
python3 scripts/check_layers.py
python3 scripts/check_style.py
python3 scripts/check_docs.py
exec ctest --test-dir build/dev --no-tests=error --output-on-failure --output-junit "$PWD/build/dev/tests.xml" -j "$(nproc)" "$@"
