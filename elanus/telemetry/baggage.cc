// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/baggage.h"

#include <algorithm>
#include <utility>

#include "elanus/telemetry/node.h"
#include "elanus/telemetry/percent.h"
#include "elanus/telemetry/text.h"
#include "elanus/telemetry/utf8.h"

namespace elanus {

namespace {

bool IsTokenChar(char c) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) return true;
  return std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool IsToken(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), IsTokenChar); }

// Printable ASCII without quote, comma and backslash; `;` ends the value before it is looked at.
bool IsText(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c > 0x20 && c < 0x7F && c != '"' && c != ',' && c != '\\'; });
}

// Properties may have blanks around their `;` and `=`.
bool IsProperties(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c == '\t' || (c >= 0x20 && c < 0x7F && c != ','); });
}

bool ParseEntry(std::string_view member, Baggage::Entry& entry) {
  const std::size_t semicolon = member.find(';');
  const std::string_view pair = member.substr(0, semicolon);
  const std::size_t equals = pair.find('=');
  if (equals == std::string_view::npos) return false;
  const std::string_view key = telemetry::Trim(pair.substr(0, equals));
  const std::string_view value = telemetry::Trim(pair.substr(equals + 1));
  if (!IsToken(key) || !IsText(value)) return false;
  auto decoded = telemetry::PercentDecode(value);
  if (!decoded) return false;
  entry.key = key;
  entry.value = telemetry::ToUtf8(*decoded);
  if (semicolon == std::string_view::npos) return true;
  const std::string_view properties = telemetry::Trim(member.substr(semicolon + 1));
  if (!IsProperties(properties)) return false;
  entry.properties = properties;
  return true;
}

void AppendEntry(std::string& out, const Baggage::Entry& entry) {
  out.append(entry.key);
  out.push_back('=');
  telemetry::AppendPercentEncoded(out, entry.value);
  if (entry.properties.empty()) return;
  out.push_back(';');
  out.append(entry.properties);
}

}  // namespace

const Baggage& Baggage::Of(const Context& ctx) {
  static const Baggage kNone;
  const telemetry::Node* node = telemetry::Node::Of(ctx);
  return node != nullptr && node->baggage ? *node->baggage : kNone;
}

Baggage Baggage::Parse(std::string_view header) {
  Baggage baggage;
  std::size_t used = 0;
  while (!header.empty() && baggage.entries_.size() < kMaxEntries) {
    const std::string_view member = telemetry::TakeMember(header);
    used += member.size() + 1;
    if (used > kMaxBytes + 1) break;
    Entry entry;
    if (ParseEntry(member, entry)) baggage.Put(std::move(entry));
  }
  return baggage;
}

std::string Baggage::ToHeader() const {
  std::string out;
  for (const Entry& entry : entries_) {
    const std::size_t before = out.size();
    if (before > 0) out.push_back(',');
    AppendEntry(out, entry);
    // Decoding and encoding again may have made it longer than what came.
    if (out.size() > kMaxBytes) out.resize(before);
  }
  return out;
}

std::string_view Baggage::Get(std::string_view key) const {
  for (const Entry& entry : entries_) {
    if (entry.key == key) return entry.value;
  }
  return {};
}

bool Baggage::Set(std::string_view key, std::string_view value) {
  if (!IsToken(key)) return false;
  const bool known = std::any_of(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.key == key; });
  if (!known && entries_.size() >= kMaxEntries) return false;
  Entry entry;
  entry.key = key;
  entry.value = telemetry::ToUtf8(value);
  std::string text;
  AppendEntry(text, entry);
  if (ToHeader().size() + 1 + text.size() > kMaxBytes) return false;
  Put(std::move(entry));
  return true;
}

void Baggage::Put(Entry entry) {
  for (Entry& old : entries_) {
    if (old.key != entry.key) continue;
    old = std::move(entry);
    return;
  }
  entries_.push_back(std::move(entry));
}

}  // namespace elanus
