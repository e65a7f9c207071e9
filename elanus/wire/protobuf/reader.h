// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Reads Protobuf fields (README.md here) out of bytes that are all there. An error is kept: the reader
// then stands at its end, each further read gives 0 or an empty view, and Next ends its loop:
//
//   for (ProtoField field; r.Next(field);) {
//     if (field.number == 1 && field.type == WireType::kBytes) {
//       r.ReadMessage([&](ProtoReader& inner) { ReadSpan(inner, spans.emplace_back()); });
//     } else if (field.number == 2 && field.type == WireType::kFixed64) {
//       start = r.ReadFixed64();
//     } else {
//       r.Skip(field);
//     }
//   }
//   return r.status();
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "elanus/base/limits.h"
#include "elanus/base/status.h"
#include "elanus/wire/endian.h"
#include "elanus/wire/protobuf/types.h"

namespace elanus::wire {

// Not thread-safe. Views point into the input, which must outlive them. Errors are application exceptions
// of type 7 (protocol error) that name the offset, what was expected and what came. Limits: `depth` for
// nested messages and skipped groups together; nothing is allocated.
class ProtoReader {
 public:
  explicit ProtoReader(std::string_view input, const Limits& limits = {})
      : ProtoReader(input, input.data(), limits.depth) {}
  ProtoReader(const ProtoReader&) = delete;
  ProtoReader& operator=(const ProtoReader&) = delete;

  bool ok() const { return status_.ok(); }
  const Status& status() const { return status_; }
  // Bytes from the begin of the outermost message.
  std::size_t offset() const { return static_cast<std::size_t>(at_ - begin_); }
  std::size_t remaining() const { return static_cast<std::size_t>(end_ - at_); }

  // False at the end of the message and on error. The value of a field must be read or skipped before the
  // next call.
  bool Next(ProtoField& field);

  std::uint64_t ReadVarint() {
    if (at_ != end_ && static_cast<unsigned char>(*at_) < 0x80) [[likely]]
      return static_cast<unsigned char>(*at_++);
    return ReadLongVarint();
  }
  bool ReadBool() { return ReadVarint() != 0; }
  // int32, int64, enum; int32 is the low 32 bits.
  std::int64_t ReadInt() { return static_cast<std::int64_t>(ReadVarint()); }
  // sint32, sint64.
  std::int64_t ReadZigZag() {
    const std::uint64_t v = ReadVarint();
    return static_cast<std::int64_t>((v >> 1) ^ (~(v & 1) + 1));
  }
  std::uint64_t ReadFixed64() { return TakeFixed<std::uint64_t>("fixed64"); }
  std::uint32_t ReadFixed32() { return TakeFixed<std::uint32_t>("fixed32"); }
  double ReadDouble() { return std::bit_cast<double>(ReadFixed64()); }
  float ReadFloat() { return std::bit_cast<float>(ReadFixed32()); }
  // string, bytes.
  std::string_view ReadBytes();
  // Calls read(inner) with a reader of the nested message and takes over its error. Packed scalars are read
  // the same way: `while (inner.remaining() > 0) values.push_back(inner.ReadVarint());`
  template <class Read>
  void ReadMessage(Read&& read) {
    ProtoReader inner(ReadBytes(), begin_, depth_left_ - 1);
    if (depth_left_ <= 0) return TooDeep();
    if (!ok()) return;
    read(inner);
    if (!inner.ok()) Fail(inner.status_);
  }

  // Passes the value of this field, a group with all that is in it.
  void Skip(ProtoField field);

  // The first error wins.
  void Fail(Status status);

 private:
  ProtoReader(std::string_view input, const char* begin, int depth_left)
      : begin_(begin), at_(input.data()), end_(input.data() + input.size()), depth_left_(depth_left) {}

  template <class U>
  U TakeFixed(std::string_view what) {
    if (remaining() < sizeof(U)) [[unlikely]] {
      Short(sizeof(U), what);
      return 0;
    }
    const U v = LoadLittle<U>(at_);
    at_ += sizeof(U);
    return v;
  }

  std::uint64_t ReadLongVarint();
  void Short(std::size_t size, std::string_view what);
  void Expected(std::size_t offset, const std::string& expected, const std::string& got);
  void TooDeep();
  void SkipValue(ProtoField field);
  void SkipGroup(std::uint32_t number);

  const char* begin_;
  const char* at_;
  const char* end_;
  int depth_left_;
  Status status_;
};

}  // namespace elanus::wire
