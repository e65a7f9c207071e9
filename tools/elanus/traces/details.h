// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// All that a span says, as text.
#pragma once

#include <string>

#include "tools/elanus/traces/layout.h"

namespace elanus::traces {

// Values as they are; arrays in brackets, maps in braces, bytes as base64. Not made harmless yet.
std::string ValueText(const Value& value);
// A paragraph that begins with an empty line; "" for the row of a missing parent.
std::string SpanDetails(const Row& row, const Layout& layout);

}  // namespace elanus::traces
