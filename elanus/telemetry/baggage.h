// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// W3C baggage: names and values that travel with every call of a trace, for the application's own use.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "elanus/rpc/context.h"

namespace elanus {

// Immutable once it is on a context.
class Baggage {
 public:
  // What comes in or would go out beyond these is left out, entry by entry (reliability.md E9).
  static constexpr std::size_t kMaxBytes = 8192;
  static constexpr std::size_t kMaxEntries = 64;

  class Entry {
   public:
    std::string key;         // a token of RFC 9110
    std::string value;       // UTF-8, decoded
    std::string properties;  // what followed the value's `;`, as it came
  };

  // The baggage of a context; empty when there is none.
  static const Baggage& Of(const Context& ctx);

  // Reads a header. Entries that are not well-formed are left out.
  static Baggage Parse(std::string_view header);
  // The header's text; empty without entries.
  std::string ToHeader() const;

  // Empty when there is none; of two entries with one key the last counts.
  std::string_view Get(std::string_view key) const;
  // Replaces or adds. False when the key is no token, or nothing more fits.
  bool Set(std::string_view key, std::string_view value);
  const std::vector<Entry>& entries() const { return entries_; }
  bool empty() const { return entries_.empty(); }

 private:
  void Put(Entry entry);

  std::vector<Entry> entries_;
};

}  // namespace elanus
