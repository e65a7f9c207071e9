// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Numbers of the IDL: from their text and back.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "elanus/base/result.h"

namespace elanus::idl {

// Decimal, 0x and 0o, with a sign before any of them. A decimal number of several digits that starts with 0 is refused:
// Kitex's tool reads it as octal, Apache's as decimal.
Result<std::int64_t> ParseInt(std::string_view text);
// Decimal digits only: ids of fields.
Result<std::int64_t> ParseDecimal(std::string_view text);
Result<double> ParseDouble(std::string_view text);

// The shortest text that ParseDouble reads as the same number, always with a point or an exponent.
std::string PrintDouble(double number);

}  // namespace elanus::idl
