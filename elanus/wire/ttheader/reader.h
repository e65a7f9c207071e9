// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Reads a TTHeader (wire.md 3) without copying and without allocating. First find the whole header (LENGTH is nothing
// that it needs: see elanus/protocol/kitex/incoming.h), then:
//
//   TtHeader header;
//   Status status = ReadTtHeader(frame, header, [&](std::string_view key, std::string_view value) { ... });
//   std::string_view payload = frame.substr(header.size);
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "elanus/base/status.h"
#include "elanus/wire/endian.h"
#include "elanus/wire/ttheader/header.h"
#include "elanus/wire/ttheader/sections.h"

namespace elanus::wire {

// Views into the frame.
class TtHeader {
 public:
  std::uint16_t flags = 0;
  std::int32_t sequence_id = 0;
  std::uint8_t protocol_id = 0;
  std::size_t size = 0;  // bytes before the payload

  // The last value of a key of the int map; empty when there is none. Unknown keys are not kept.
  std::string_view Int(TtKey key) const { return ints[static_cast<std::size_t>(key)]; }
  // Whether the key came, if only with an empty value.
  bool Has(TtKey key) const { return Int(key).data() != nullptr; }

  std::array<std::string_view, kTtKeys> ints;
};

// One entry of an info section.
class TtEntry {
 public:
  bool is_int = false;
  std::uint16_t int_key = 0;
  std::string_view key;  // of the string map; tt_string::kAclToken for the ACL token
  std::string_view value;
};

// Walks the info sections in the order they came; entries of a later one replace those with the same key.
class TtSectionReader {
 public:
  // `sections` is what follows the transform ids, up to the payload; `offset` its place in the frame.
  TtSectionReader(std::string_view sections, std::size_t offset) : sections_(sections), offset_(offset) {}

  // False at the end and on error.
  bool Next(TtEntry& entry) {
    while (left_ == 0) {
      if (!BeginSection()) return false;
    }
    --left_;
    entry.is_int = section_ == tt_section::kInts;
    if (entry.is_int) {
      return ReadU16(entry.int_key, "key of the int map") && ReadText(entry.value, "value of the int map");
    }
    if (section_ == tt_section::kStrings) {
      return ReadText(entry.key, "key of the string map") && ReadText(entry.value, "value of the string map");
    }
    entry.key = tt_string::kAclToken;
    return ReadText(entry.value, "ACL token");
  }
  const Status& status() const { return status_; }

 private:
  bool BeginSection();
  // In the header, since they are most of what reading a request's header costs.
  bool ReadU16(std::uint16_t& v, const char* what) {
    if (sections_.size() - at_ < 2) [[unlikely]]
      return Expected(what, 2);
    v = LoadBig<std::uint16_t>(sections_.data() + at_);
    at_ += 2;
    return true;
  }
  bool ReadText(std::string_view& text, const char* what) {
    std::uint16_t size = 0;
    if (!ReadU16(size, what)) return false;
    if (sections_.size() - at_ < size) [[unlikely]]
      return Expected(what, size);
    text = std::string_view(sections_.data() + at_, size);
    at_ += size;
    return true;
  }
  // Ends it with an error; false.
  bool Expected(const char* what, std::size_t size);

  std::string_view sections_;
  std::size_t offset_;
  std::size_t at_ = 0;
  std::uint8_t section_ = 0;
  std::size_t left_ = 0;  // entries of the section
  Status status_;
};

// The fixed part and the transform ids, which are passed over; the reader of the rest through `sections`. The header
// must be all there, and its size at least 1. Errors are of type 7 (protocol error).
Status ReadTtFixed(std::string_view frame, TtHeader& header, std::string_view& sections);

// Reads the whole header at the front of `frame`, as ReadTtFixed wants it. Calls on_string(key, value) for each entry
// of the string map in order, so that the last of a key counts; the ACL token comes as one too.
template <class OnString>
Status ReadTtHeader(std::string_view frame, TtHeader& header, OnString&& on_string) {
  header = TtHeader();
  std::string_view sections;
  if (Status status = ReadTtFixed(frame, header, sections); !status.ok()) return status;
  TtSectionReader reader(sections, header.size - sections.size());
  for (TtEntry entry; reader.Next(entry);) {
    if (!entry.is_int) {
      on_string(entry.key, entry.value);
    } else if (entry.int_key < kTtKeys) {
      header.ints[entry.int_key] = entry.value;
    }
  }
  return reader.status();
}

}  // namespace elanus::wire
