#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
#
# page_test.sh TOOL SOURCE: the viewer's page in a real browser.
. "$(dirname "$0")/common.sh"
need chromium chromedriver python3
/usr/bin/python3 -c 'import selenium' 2>/dev/null || skip "needs python3-selenium; ./run setup test installs it"
/usr/bin/python3 "$2/scripts/test_traces_page.py" "$1" traces
