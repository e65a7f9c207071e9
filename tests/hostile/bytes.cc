// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/hostile/bytes.h"

#include "elanus/base/clock.h"
#include "elanus/base/strcat.h"

namespace elanus::hostile {

std::string Ping(std::int32_t sequence_id, int type) {
  return ThriftMessage(type, "Ping", sequence_id, TextStruct("hi"));
}

std::string Call(std::string_view method, std::string_view hex_body) {
  return ThriftMessage(1, method, 7, Unhex(hex_body));
}

std::string FramedCall(std::string_view method, std::string_view hex_body) {
  return FramedMessage(Call(method, hex_body));
}

std::string WithLength(std::string bytes, std::uint64_t length) { return bytes.replace(0, 4, Big(length, 4)); }

std::string Patched(std::string bytes, std::size_t at, std::string_view hex) {
  const std::string patch = Unhex(hex);
  return bytes.replace(at, patch.size(), patch);
}

std::string Header(std::string_view hex_info, std::string_view payload, int flags) {
  std::string info = Unhex(hex_info);
  info.resize((info.size() + 3) / 4 * 4);
  return StrCat(Big(10 + info.size() + payload.size(), 4), Unhex("1000"), Big(static_cast<unsigned>(flags), 2),
                Big(7, 4), Big(info.size() / 4, 2), info, payload);
}

std::string StringEntry(std::string_view key, std::string_view value) {
  return Hex(StrCat(Unhex("010001"), Big(key.size(), 2), key, Big(value.size(), 2), value));
}

std::string IntEntry(int key, std::string_view value) {
  return Hex(StrCat(Unhex("100001"), Big(static_cast<unsigned>(key), 2), Big(value.size(), 2), value));
}

std::string Hex(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) {
    out += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4];
    out += "0123456789abcdef"[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

std::string Repeat(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

std::string Noise(std::uint64_t seed, std::size_t size) {
  Random random(seed);
  std::string out;
  while (out.size() < size) out += Big(random.Next(), 8);
  out.resize(size);
  return out;
}

std::string Pings(int count, std::string (*wrap)(const std::string& message, std::int32_t sequence_id)) {
  std::string out;
  for (int i = 1; i <= count; ++i) out += wrap(Ping(i), i);
  return out;
}

}  // namespace elanus::hostile
