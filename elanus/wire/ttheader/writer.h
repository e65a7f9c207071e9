// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Writes a TTHeader frame (wire.md 3) in place: header first, then the payload is encoded behind it in the
// same buffer, then the lengths are patched.
//
//   TtHeaderWriter header(out, 0, 7);
//   header.String(tt_string::kServiceName, "EchoService");
//   header.Int(TtKey::kToMethod, "Echo");
//   TtFrame frame = header.End();
//   ...                                        // the payload, a frame of its own in TTHeaderFramed
//   if (auto s = EndTtFrame(out, frame); !s) out.Truncate(frame.begin);
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "elanus/base/bytes.h"
#include "elanus/base/status.h"
#include "elanus/wire/ttheader/header.h"

namespace elanus::wire {

// A frame whose payload is being written: offsets from the begin of the buffer, which stay good as long as
// nothing is consumed from it.
class TtFrame {
 public:
  std::size_t begin = 0;
  std::size_t payload = 0;
  std::size_t checksum = 0;  // where the text of the checksum belongs; 0: none
  Status status;             // what could not be written
};

// Not thread-safe. Entries of one map that follow each other share a section. Kitex writes the ACL token,
// then strings, then ints; any order is legal.
class TtHeaderWriter {
 public:
  TtHeaderWriter(Bytes& out, std::uint16_t flags, std::int32_t sequence_id,
                 std::uint8_t protocol_id = tt_protocol::kThriftBinary);
  TtHeaderWriter(const TtHeaderWriter&) = delete;
  TtHeaderWriter& operator=(const TtHeaderWriter&) = delete;

  // An entry of the string map; the key is prefix + key. The key tt_string::kAclToken becomes the section it
  // travels in. Key and value are bytes, at most 65535 each.
  void String(std::string_view prefix, std::string_view key, std::string_view value);
  void String(std::string_view key, std::string_view value) { String({}, key, value); }
  void Int(TtKey key, std::string_view value);
  // An entry `crc32c`, whose value EndTtFrame computes.
  void Checksum();

  // Pads the header; the payload follows.
  [[nodiscard]] TtFrame End();

 private:
  void BeginEntry(std::uint8_t section);
  void EndSection();
  void PutByte(std::uint8_t v);
  void PutU16(std::uint16_t v);
  void PutText(std::string_view prefix, std::string_view text);

  Bytes& out_;
  TtFrame frame_;
  std::uint8_t section_ = 0;  // 0: none is open
  std::size_t section_begin_ = 0;
  std::size_t entries_ = 0;
};

// Patches LENGTH and the checksum. Fails when something of the frame did not fit its field.
Status EndTtFrame(Bytes& out, const TtFrame& frame);

}  // namespace elanus::wire
