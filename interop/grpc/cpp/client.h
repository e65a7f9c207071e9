// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

// Prints a line of JSON for each of these cases; the exit code: 0 when all are ok.
int RunClient(const std::string& address, std::span<char*> names);
