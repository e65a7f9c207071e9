// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Reads Thrift Binary values (wire.md 1.2, 1.3) out of bytes that are all there. An error is kept: the
// reader then stands at its end, each further read gives 0 or an empty view, and NextField ends its loop,
// so that generated code checks once, at the end. Generated code reads like this:
//
//   void Read(Reader& r, User& v) {
//     Reader::Nest nest(r);
//     for (Field field; r.NextField(field);) {
//       switch (field.id) {
//         case 1:
//           if (field.type != TType::kI64) break;
//           v.id = r.ReadI64();
//           continue;
//         case 2: {
//           if (field.type != TType::kList) break;
//           const std::size_t count = r.ReadListBegin(TType::kString, sizeof(std::string));
//           v.names.clear();  // a repeated field overwrites
//           v.names.reserve(count);
//           for (std::size_t i = 0; i < count && r.ok(); ++i) v.names.emplace_back(r.ReadString());
//           continue;
//         }
//       }
//       r.Skip(field.type);  // unknown id, or known id with another type
//     }
//     if (!has_id) r.MissingField("User", "id");
//   }
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "elanus/base/limits.h"
#include "elanus/base/status.h"
#include "elanus/wire/endian.h"
#include "elanus/wire/thrift/types.h"

namespace elanus::wire {

// Not thread-safe. Strings are views into the input, which must outlive them. Errors are application
// exceptions of type 7 (protocol error) that name the offset, what was expected and what came. Limits:
// `depth`, `decode_budget()`; the length of the input itself is the caller's to bound.
class Reader {
 public:
  explicit Reader(std::string_view input, const Limits& limits = {})
      : begin_(input.data()),
        at_(input.data()),
        end_(input.data() + input.size()),
        budget_(limits.decode_budget()),
        depth_limit_(limits.depth) {}
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  bool ok() const { return status_.ok(); }
  const Status& status() const { return status_; }
  // Bytes read so far; the size of the input after an error.
  std::size_t offset() const { return static_cast<std::size_t>(at_ - begin_); }
  std::size_t remaining() const { return static_cast<std::size_t>(end_ - at_); }
  std::string_view rest() const { return {at_, remaining()}; }

  // True only when the byte is exactly 1, as in Kitex (wire.md 1.2).
  bool ReadBool() { return ReadByte() == 1; }
  std::int8_t ReadByte() {
    if (!Has(1, "byte")) [[unlikely]]
      return 0;
    return static_cast<std::int8_t>(*at_++);
  }
  std::int16_t ReadI16() { return static_cast<std::int16_t>(Take<std::uint16_t>("i16")); }
  std::int32_t ReadI32() { return static_cast<std::int32_t>(Take<std::uint32_t>("i32")); }
  std::int64_t ReadI64() { return static_cast<std::int64_t>(Take<std::uint64_t>("i64")); }
  double ReadDouble() { return std::bit_cast<double>(Take<std::uint64_t>("double")); }
  // Strings and binaries; any bytes. A view into the input.
  std::string_view ReadString() {
    const auto size = Take<std::uint32_t>("length of a string");
    if (size > remaining()) [[unlikely]]
      return BadString(size);
    const std::string_view value(at_, size);
    at_ += size;
    return value;
  }

  // False at the end of the struct and on error. The value of a field must be read or skipped before the
  // next call.
  bool NextField(Field& field) {
    if (!Has(1, "type of a field")) [[unlikely]]
      return false;
    field.type = static_cast<TType>(*at_++);
    if (field.type == TType::kStop) return false;
    field.id = static_cast<std::int16_t>(Take<std::uint16_t>("id of a field"));
    return ok();
  }

  // The number of elements that follow. It is an error when they are of another type than expected, cannot
  // be in the bytes that are left, or would make more than the budget of `memory` bytes each (sizeof the
  // element, and what a node of its container adds). The type of no elements does not matter.
  std::size_t ReadListBegin(TType element, std::size_t memory);
  std::size_t ReadSetBegin(TType element, std::size_t memory) { return ReadListBegin(element, memory); }
  // `memory` is for one key and value.
  std::size_t ReadMapBegin(TType key, TType value, std::size_t memory);
  // The same for readers without a schema, which Charge on their own.
  ContainerHeader ReadListHeader();
  ContainerHeader ReadMapHeader();

  // Takes count * size bytes of the decode budget, for memory that small input makes (elements, boxes of
  // recursive types); false and an error when that is more than is left.
  bool Charge(std::size_t count, std::size_t size) {
    if (size != 0 && count > budget_ / size) [[unlikely]]
      return OverBudget(count, size);
    budget_ -= count * size;
    return true;
  }

  // Passes one value. Structs and containers in it count as levels.
  void Skip(TType type) {
    const std::size_t size = FixedWireSize(type);
    if (size == 0) return SkipLong(type);
    if (Has(size, TTypeName(type))) [[likely]]
      at_ += size;
  }

  // One level of structs while it lives; containers that the schema knows are no levels. The outermost
  // struct, a message's Args or Result, is level 0, so that `Limits::depth` levels fit into it. Beyond
  // that the reader has failed, and the reads of that level do nothing.
  class Nest {
   public:
    explicit Nest(Reader& reader) : reader_(reader) {
      if (reader.depth_++ > reader.depth_limit_) [[unlikely]]
        reader.TooDeep();
    }
    ~Nest() { --reader_.depth_; }
    Nest(const Nest&) = delete;
    Nest& operator=(const Nest&) = delete;

   private:
    Reader& reader_;
  };

  // The first error wins.
  void Fail(Status status);
  // "...: required field <name> is not set", the end that Kitex's callers know (wire.md 1.3).
  void MissingField(std::string_view struct_name, std::string_view field);
  // Fails for a key of a map or an element of a set in which a NaN is: it equals nothing, itself neither, so that
  // nobody would find it again, and it breaks the order of the others.
  template <class Key>
  void CheckKey(const Key& key) {
    if (!(key == key)) [[unlikely]]
      NanKey();
  }

 private:
  void NanKey();
  bool Has(std::size_t size, std::string_view what) {
    if (remaining() >= size) [[likely]]
      return true;
    return Short(size, what);
  }
  template <class U>
  U Take(std::string_view what) {
    if (!Has(sizeof(U), what)) [[unlikely]]
      return 0;
    const U v = LoadBig<U>(at_);
    at_ += sizeof(U);
    return v;
  }

  bool Short(std::size_t size, std::string_view what);
  std::string_view BadString(std::uint32_t size);
  bool OverBudget(std::size_t count, std::size_t size);
  void TooDeep();
  void Expected(std::size_t offset, const std::string& expected, const std::string& got);
  std::size_t ReadCount(std::size_t min_size, std::string_view what);
  bool CheckElement(TType expected, TType got, std::string_view what);
  void SkipLong(TType type);
  void SkipStruct();
  void SkipList(ContainerHeader header);
  void SkipMap(ContainerHeader header);

  const char* begin_;
  const char* at_;
  const char* end_;
  std::size_t budget_;
  int depth_limit_;
  int depth_ = 0;
  Status status_;
};

}  // namespace elanus::wire
