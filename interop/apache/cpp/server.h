// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

int RunServer(const std::string& address, const std::string& name);
