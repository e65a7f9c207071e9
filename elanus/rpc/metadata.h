// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Key-value pairs that travel with a call: metainfo in Kitex's words. How each kind is spelled on the wire is
// the protocol's business (wire.md 4, conventions.md A.6).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "elanus/base/bytes.h"
#include "elanus/base/pool.h"

namespace elanus {

enum class MetaKind : std::uint8_t {
  kTransient,   // this hop only
  kPersistent,  // the whole chain
  kBackward,    // from a server to its direct caller
  kPlain,       // not metainfo: other headers of the protocol (gRPC's metadata)
  kTrailer,     // gRPC: what comes after the last message
};

// An ordered list; of entries with the same kind and key the last one counts. Keys and values are bytes, kept as
// given. Empty keys are dropped, and empty values of metainfo, as Kitex does. Views last until the next change. Not
// thread-safe.
class Metadata {
 public:
  class Entry {
   public:
    MetaKind kind;
    std::string_view key;
    std::string_view value;
  };

  Metadata() = default;
  Metadata(Metadata&&) noexcept = default;
  Metadata& operator=(Metadata&&) noexcept = default;

  void Add(MetaKind kind, std::string_view key, std::string_view value);
  // Adds it, or replaces the value that is there.
  void Set(MetaKind kind, std::string_view key, std::string_view value);
  // Empty when there is none.
  std::string_view Find(MetaKind kind, std::string_view key) const;
  bool empty() const { return entries_.empty(); }
  std::size_t size() const { return entries_.size(); }
  Entry at(std::size_t index) const;
  void Clear();
  Metadata Copy() const;

 private:
  struct Slot {
    std::uint32_t key;
    std::uint32_t key_size;
    std::uint32_t value;
    std::uint32_t value_size;
    MetaKind kind;
  };
  std::string_view Text(std::uint32_t at, std::uint32_t size) const { return {text_.data() + at, size}; }

  Bytes text_;
  std::vector<Slot, base::PoolAllocator<Slot>> entries_;
};

}  // namespace elanus
