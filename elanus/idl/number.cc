// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/idl/number.h"

#include <charconv>
#include <cstddef>
#include <limits>

#include "elanus/base/strcat.h"

namespace elanus::idl {
namespace {

Result<std::int64_t> ParseDigits(std::string_view whole, bool negative, std::string_view digits, int base) {
  std::uint64_t value = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  if (error == std::errc::invalid_argument || end != digits.data() + digits.size()) {
    return InvalidArgument("'", whole.substr(0, 40), "' is not a whole number");
  }
  constexpr std::uint64_t kMax = std::numeric_limits<std::int64_t>::max();
  if (error != std::errc() || value > kMax + (negative ? 1 : 0)) {
    return InvalidArgument(whole.substr(0, 40), " does not fit into 64 bits");
  }
  return static_cast<std::int64_t>(negative ? ~value + 1 : value);
}

bool TakeSign(std::string_view& digits) {
  bool negative = digits.starts_with('-');
  if (negative || digits.starts_with('+')) digits.remove_prefix(1);
  return negative;
}

}  // namespace

Result<std::int64_t> ParseInt(std::string_view text) {
  std::string_view digits = text;
  bool negative = TakeSign(digits);
  if (digits.starts_with("0x")) return ParseDigits(text, negative, digits.substr(2), 16);
  if (digits.starts_with("0o")) return ParseDigits(text, negative, digits.substr(2), 8);
  if (digits.starts_with('0') && digits.find_first_not_of('0') != std::string_view::npos) {
    return InvalidArgument(text.substr(0, 40),
                           " is octal for some compilers and decimal for others: write it with 0o, or without the 0");
  }
  return ParseDigits(text, negative, digits, 10);
}

Result<std::int64_t> ParseDecimal(std::string_view text) {
  std::string_view digits = text;
  bool negative = TakeSign(digits);
  return ParseDigits(text, negative, digits, 10);
}

Result<double> ParseDouble(std::string_view text) {
  std::string_view digits = text;
  bool negative = TakeSign(digits);
  double value = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) {
    return InvalidArgument(text.substr(0, 40), " does not fit into a double");
  }
  return negative ? -value : value;
}

std::string PrintDouble(double number) {
  char buffer[40];
  auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
  std::string text(buffer, end);
  return text.find_first_of(".e") == std::string::npos ? StrCat(text, ".0") : text;
}

}  // namespace elanus::idl
