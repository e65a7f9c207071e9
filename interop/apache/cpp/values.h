// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The values that the contract names.
#pragma once

#include <vector>

#include "interop_types.h"

interop::Inner MakeInner(const std::string& name);
interop::Everything AllFields();
interop::Everything OnlyMust();
std::vector<interop::Everything> Extremes();
interop::New NewWithEverything();
