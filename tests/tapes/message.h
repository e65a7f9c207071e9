// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A message of any of Kitex's unary Thrift protocols as named fields, so that two messages that say the same are equal
// and two that do not differ in fields that can be named. It is read without the IDL.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace elanus::tapes {

// Where things are in a message that is all there.
class Layout {
 public:
  explicit Layout(std::string_view message);
  bool has_header = false;   // TTHeader
  bool has_frame = false;    // the envelope is behind a length
  std::size_t payload = 0;   // after the TTHeader; 0 without one
  std::size_t envelope = 0;  // of Thrift
  std::size_t sequence = 0;  // the envelope's sequence id
};

// Of the message at the front of `bytes`; 0 when it is not whole.
std::size_t MessageSize(std::string_view bytes);
// The id by which a reply is matched: the header's when there is one, else the envelope's.
std::int32_t SequenceId(std::string_view message);
// 1 to 4; of a TApplicationException also its type, else 0.
int MessageType(std::string_view message);
int ExceptionType(std::string_view message);

// "framing", "header.flags", "int.9", "string.isn", "type", "method", "body.1.7", "exception.text", "exception.reason"
// (its end): what it says.
//   Structs are fields by id, with their order beside them ("body.1.order"). Maps and sets have no order. A checksum is
//   right or wrong. Ports of 127.0.0.1 and the random keys of `oneway` are masked.
using Fields = std::map<std::string, std::string>;
Fields Describe(std::string_view message);

class Difference {
 public:
  Difference(std::string field, std::string kitex, std::string ours)
      : field(std::move(field)), kitex(std::move(kitex)), ours(std::move(ours)) {}
  std::string field;
  std::string kitex;  // empty: has no such field
  std::string ours;
  // "body.1.7: Kitex has "hi", we have "ho"", cut to what differs.
  std::string ToString() const;
};
std::vector<Difference> Compare(const Fields& kitex, const Fields& ours);

// A string as it stands in fields and outcomes: masked.
std::string Masked(std::string_view text);

}  // namespace elanus::tapes
