// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/trace_context.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <vector>

#include "elanus/telemetry/text.h"

namespace elanus::telemetry {

namespace {

// The value of a lower case hexadecimal digit; above 15 for everything else.
constexpr std::array<std::uint8_t, 256> kDigits = [] {
  std::array<std::uint8_t, 256> digits{};
  digits.fill(0xff);
  for (std::uint8_t i = 0; i < 10; ++i) digits['0' + i] = i;
  for (std::uint8_t i = 0; i < 6; ++i) digits['a' + i] = static_cast<std::uint8_t>(10 + i);
  return digits;
}();

// Lower case only. False when a character is none.
bool ReadHex(std::string_view text, std::uint64_t& value) {
  value = 0;
  unsigned all = 0;
  for (const char c : text) {
    const unsigned digit = kDigits[static_cast<unsigned char>(c)];
    all |= digit;
    value = value << 4 | digit;
  }
  return all < 16;
}

bool IsKeyChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '*' || c == '/';
}

bool IsKeyPart(std::string_view text, std::size_t max) {
  const bool begins = !text.empty() && ((text[0] >= 'a' && text[0] <= 'z') || (text[0] >= '0' && text[0] <= '9'));
  return begins && text.size() <= max && std::all_of(text.begin(), text.end(), IsKeyChar);
}

// A key of level 2, which takes a superset of level 1's.
bool IsKey(std::string_view key) {
  const std::size_t at = key.find('@');
  if (at == std::string_view::npos) return IsKeyPart(key, 256);
  return IsKeyPart(key.substr(0, at), 241) && IsKeyPart(key.substr(at + 1), 14);
}

bool IsValue(std::string_view value) {
  if (value.empty() || value.size() > 256 || value.back() == ' ') return false;
  return std::all_of(value.begin(), value.end(), [](char c) { return c >= 0x20 && c <= 0x7E && c != ',' && c != '='; });
}

bool SplitState(std::string_view header, std::vector<std::string_view>& members) {
  std::vector<std::string_view> keys;
  while (!header.empty()) {
    const std::string_view member = Trim(TakeMember(header));
    if (member.empty()) continue;
    const std::size_t equals = member.find('=');
    if (equals == std::string_view::npos || members.size() == kTraceStateMembers) return false;
    const std::string_view key = member.substr(0, equals);
    if (!IsKey(key) || !IsValue(member.substr(equals + 1))) return false;
    if (std::find(keys.begin(), keys.end(), key) != keys.end()) return false;
    keys.push_back(key);
    members.push_back(member);
  }
  return true;
}

void Shorten(std::vector<std::string_view>& members) {
  auto size = [&] {
    std::size_t total = 0;
    for (const std::string_view member : members) total += member.size() + 1;
    return total - 1;
  };
  while (!members.empty() && size() > kTraceStateBytes) {
    const auto large = std::find_if(members.begin(), members.end(), [](std::string_view m) { return m.size() > 128; });
    members.erase(large != members.end() ? large : members.end() - 1);
  }
}

}  // namespace

bool ParseTraceParent(std::string_view header, SpanContext& out) {
  header = Trim(header);
  if (header.size() < kTraceParentSize || header[2] != '-' || header[35] != '-' || header[52] != '-') return false;
  std::uint64_t version = 0;
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  std::uint64_t span = 0;
  std::uint64_t flags = 0;
  const bool hex = ReadHex(header.substr(0, 2), version) && ReadHex(header.substr(3, 16), high) &&
                   ReadHex(header.substr(19, 16), low) && ReadHex(header.substr(36, 16), span) &&
                   ReadHex(header.substr(53, 2), flags);
  if (!hex || version == 0xff) return false;
  if (header.size() > kTraceParentSize && (version == 0 || header[kTraceParentSize] != '-')) return false;
  SpanContext context(TraceId(high, low), SpanId(span), static_cast<std::uint8_t>(flags & SpanContext::kSampled));
  if (!context.valid()) return false;
  context.remote = true;
  out = std::move(context);
  return true;
}

void WriteTraceParent(const SpanContext& context, char* to) {
  std::memcpy(to, "00-", 3);
  WriteHex(context.trace_id.high, to + 3);
  WriteHex(context.trace_id.low, to + 19);
  to[35] = '-';
  WriteHex(context.span_id.value, to + 36);
  std::memcpy(to + 52, context.sampled() ? "-01" : "-00", 3);
}

std::shared_ptr<const std::string> ParseTraceState(std::string_view header) {
  std::vector<std::string_view> members;
  if (header.empty() || !SplitState(header, members)) return nullptr;
  Shorten(members);
  if (members.empty()) return nullptr;
  std::string text;
  for (const std::string_view member : members) {
    if (!text.empty()) text.push_back(',');
    text.append(member);
  }
  return std::make_shared<const std::string>(std::move(text));
}

}  // namespace elanus::telemetry
