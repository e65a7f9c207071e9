// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Bytes and values for the tests of generated code.
#pragma once

#include <string>
#include <string_view>

#include "elanus/base/bytes.h"
#include "elanus/base/limits.h"
#include "elanus/base/status.h"
#include "elanus/wire/thrift/reader.h"
#include "elanus/wire/thrift/writer.h"

namespace elanus::tool {

inline std::string FromHex(std::string_view hex) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string out;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    out.push_back(static_cast<char>(digit(hex[i]) * 16 + digit(hex[i + 1])));
  }
  return out;
}

inline std::string ToHex(std::string_view bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  for (const char c : bytes) {
    out.push_back(kDigits[static_cast<unsigned char>(c) >> 4]);
    out.push_back(kDigits[static_cast<unsigned char>(c) & 15]);
  }
  return out;
}

template <class T>
Result<std::string> Encoded(const T& value) {
  Bytes out;
  wire::Writer w(out);
  Write(w, value);
  if (!w.ok()) return w.status();
  return std::string(out.view());
}

template <class T>
Result<T> Decoded(std::string_view bytes, const Limits& limits = Limits()) {
  T value;
  wire::Reader r(bytes, limits);
  Read(r, value);
  if (!r.ok()) return r.status();
  return value;
}

}  // namespace elanus::tool
