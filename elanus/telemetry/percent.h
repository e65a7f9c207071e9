// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Percent-encoding as W3C baggage and the OTEL_* variables use it.
#pragma once

#include <string>
#include <string_view>

#include "elanus/base/result.h"

namespace elanus::telemetry {

// An error names the place of a % that is not followed by two hex digits.
Result<std::string> PercentDecode(std::string_view text);

// Appends the text with everything encoded that a baggage value must not hold: controls, space, quote, comma,
// semicolon, backslash, percent and bytes above 0x7E.
void AppendPercentEncoded(std::string& out, std::string_view text);

}  // namespace elanus::telemetry
