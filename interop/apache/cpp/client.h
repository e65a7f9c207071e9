// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>

#include "cases.h"

// Runs the named cases, or all when there is no name; prints a JSON object a case.
int RunClient(const Options& options, const std::set<std::string>& names);
