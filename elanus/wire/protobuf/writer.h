// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Writes Protobuf fields (README.md here) behind the end of a buffer, without message classes: for
// encoders that know their schema by heart, such as OTLP's. Fields of one number may be written any
// number of times; a default value is written like any other, leave the call out where it shall not be.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "elanus/base/bytes.h"
#include "elanus/wire/endian.h"
#include "elanus/wire/protobuf/types.h"

namespace elanus::wire {

// Not thread-safe. `out` must outlive it. Field numbers are 1 to 2^29-1.
class ProtoWriter {
 public:
  explicit ProtoWriter(Bytes& out) : out_(out) {}
  ProtoWriter(const ProtoWriter&) = delete;
  ProtoWriter& operator=(const ProtoWriter&) = delete;
  Bytes& out() { return out_; }

  // uint32, uint64, enum, bool; int32 and int64 cast to std::uint64_t by way of std::int64_t.
  void Varint(std::uint32_t field, std::uint64_t v) {
    char* to = out_.Reserve(kMaxTag + kMaxVarint);
    char* end = StoreVarint(to, Tag(field, WireType::kVarint));
    Commit(to, StoreVarint(end, v));
  }
  void Bool(std::uint32_t field, bool v) { Varint(field, v ? 1 : 0); }
  void Int(std::uint32_t field, std::int64_t v) { Varint(field, static_cast<std::uint64_t>(v)); }
  // sint32, sint64.
  void ZigZag(std::uint32_t field, std::int64_t v) {
    Varint(field, (static_cast<std::uint64_t>(v) << 1) ^ static_cast<std::uint64_t>(v >> 63));
  }
  // fixed64, sfixed64.
  void Fixed64(std::uint32_t field, std::uint64_t v) {
    char* to = out_.Reserve(kMaxTag + sizeof v);
    char* end = StoreVarint(to, Tag(field, WireType::kFixed64));
    StoreLittle(end, v);
    Commit(to, end + sizeof v);
  }
  // fixed32, sfixed32.
  void Fixed32(std::uint32_t field, std::uint32_t v) {
    char* to = out_.Reserve(kMaxTag + sizeof v);
    char* end = StoreVarint(to, Tag(field, WireType::kFixed32));
    StoreLittle(end, v);
    Commit(to, end + sizeof v);
  }
  void Double(std::uint32_t field, double v) { Fixed64(field, std::bit_cast<std::uint64_t>(v)); }
  void Float(std::uint32_t field, float v) { Fixed32(field, std::bit_cast<std::uint32_t>(v)); }
  // string, bytes, a message that is encoded already, packed scalars.
  void String(std::uint32_t field, std::string_view v) {
    char* to = out_.Reserve(kMaxTag + kMaxVarint + v.size());
    char* end = StoreVarint(to, Tag(field, WireType::kBytes));
    end = StoreVarint(end, v.size());
    if (!v.empty()) std::memcpy(end, v.data(), v.size());
    Commit(to, end + v.size());
  }

  // What is written until EndMessage(mark) becomes the nested message of this field. One byte is kept for
  // its length; a message of 128 bytes or more is moved up when it ends, so keep large ones few and high.
  [[nodiscard]] std::size_t BeginMessage(std::uint32_t field) {
    char* to = out_.Reserve(kMaxTag + 1);
    char* end = StoreVarint(to, Tag(field, WireType::kBytes));
    Commit(to, end + 1);
    return out_.size();
  }
  void EndMessage(std::size_t mark) {
    const std::size_t size = out_.size() - mark;
    if (size >= 0x80) [[unlikely]]
      return EndLong(mark, size);
    out_.data()[mark - 1] = static_cast<char>(size);
  }

  // A value without its tag, for packed scalars between BeginMessage and EndMessage.
  void RawVarint(std::uint64_t v) {
    char* to = out_.Reserve(kMaxVarint);
    Commit(to, StoreVarint(to, v));
  }

 private:
  static constexpr std::size_t kMaxTag = 5;
  static constexpr std::size_t kMaxVarint = 10;

  static std::uint64_t Tag(std::uint32_t field, WireType type) {
    return std::uint64_t{field} << 3 | static_cast<std::uint8_t>(type);
  }
  static char* StoreVarint(char* to, std::uint64_t v) {
    while (v >= 0x80) {
      *to++ = static_cast<char>(v | 0x80);
      v >>= 7;
    }
    *to++ = static_cast<char>(v);
    return to;
  }
  void Commit(char* begin, char* end) { out_.Commit(static_cast<std::size_t>(end - begin)); }
  void EndLong(std::size_t mark, std::size_t size);

  Bytes& out_;
};

}  // namespace elanus::wire
