// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/grpc/base64.h"

#include <array>
#include <cstdint>

namespace elanus::wire {

namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t kNone = 64;

constexpr std::array<std::uint8_t, 256> MakeValues() {
  std::array<std::uint8_t, 256> values{};
  values.fill(kNone);
  for (std::size_t i = 0; i < kAlphabet.size(); ++i) {
    values[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::uint8_t>(i);
  }
  return values;
}
constexpr std::array<std::uint8_t, 256> kValues = MakeValues();

}  // namespace

void AppendBase64(std::string_view bytes, Bytes& out) {
  const std::size_t size = (bytes.size() * 4 + 2) / 3;
  char* to = out.Reserve(size);
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : bytes) {
    bits = bits << 8 | static_cast<unsigned char>(c);
    for (held += 8; held >= 6; *to++ = kAlphabet[bits >> held & 63]) held -= 6;
  }
  if (held > 0) *to = kAlphabet[bits << (6 - held) & 63];
  out.Commit(size);
}

bool AppendFromBase64(std::string_view text, Bytes& out) {
  for (int i = 0; i < 2 && text.size() % 4 == 0 && text.ends_with('='); ++i) text.remove_suffix(1);
  if (text.ends_with('=') && (text.size() + 1) % 4 == 0) text.remove_suffix(1);
  if (text.size() % 4 == 1) return false;
  const std::size_t before = out.size();
  const std::size_t size = text.size() * 3 / 4;
  char* to = out.Reserve(size);
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : text) {
    const std::uint8_t value = kValues[static_cast<unsigned char>(c)];
    if (value == kNone) {
      out.Truncate(before);
      return false;
    }
    bits = bits << 6 | value;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    *to++ = static_cast<char>(bits >> held);
  }
  out.Commit(size);
  return true;
}

}  // namespace elanus::wire
