// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Writes Thrift Binary values (wire.md 1.2) behind the end of a buffer. All of it is inline: generated
// code is a row of stores. A struct is its fields and FieldStop; nothing marks its begin.
#pragma once

#include <bit>
#include <climits>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>

#include "elanus/base/bytes.h"
#include "elanus/base/status.h"
#include "elanus/wire/endian.h"
#include "elanus/wire/thrift/types.h"

namespace elanus::wire {

// Not thread-safe. `out` must outlive it. An error (Fail, a string or count above 2^31-1) is kept and the
// first one wins; what was written then is worthless, and the caller truncates `out` to where it began.
class Writer {
 public:
  explicit Writer(Bytes& out) : out_(out) {}
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  bool ok() const { return status_.ok(); }
  const Status& status() const { return status_; }
  Bytes& out() { return out_; }

  // For what cannot be encoded: a union with no arm set.
  void Fail(Status status) {
    if (status_.ok()) status_ = std::move(status);
  }

  void WriteBool(bool v) {
    Put<1>([v](char* to) { *to = v ? 1 : 0; });
  }
  void WriteByte(std::int8_t v) {
    Put<1>([v](char* to) { *to = static_cast<char>(v); });
  }
  void WriteI16(std::int16_t v) {
    Put<2>([v](char* to) { StoreBig<std::uint16_t>(to, v); });
  }
  void WriteI32(std::int32_t v) {
    Put<4>([v](char* to) { StoreBig<std::uint32_t>(to, v); });
  }
  void WriteI64(std::int64_t v) {
    Put<8>([v](char* to) { StoreBig<std::uint64_t>(to, v); });
  }
  void WriteDouble(double v) { WriteI64(std::bit_cast<std::int64_t>(v)); }
  // Strings and binaries. Any bytes go: Thrift does not ask for UTF-8.
  void WriteString(std::string_view v) {
    PutString<0>(v, [](char*) {});
  }

  void FieldBegin(TType type, std::int16_t id) {
    Put<3>([=](char* to) { StoreField(to, type, id); });
  }
  void FieldStop() {
    Put<1>([](char* to) { *to = 0; });
  }

  // Header and value of a field at once: one check for room instead of two.
  void FieldBool(std::int16_t id, bool v) {
    Put<4>([=](char* to) {
      StoreField(to, TType::kBool, id);
      to[3] = v ? 1 : 0;
    });
  }
  void FieldByte(std::int16_t id, std::int8_t v) {
    Put<4>([=](char* to) {
      StoreField(to, TType::kByte, id);
      to[3] = static_cast<char>(v);
    });
  }
  void FieldI16(std::int16_t id, std::int16_t v) {
    Put<5>([=](char* to) {
      StoreField(to, TType::kI16, id);
      StoreBig<std::uint16_t>(to + 3, v);
    });
  }
  void FieldI32(std::int16_t id, std::int32_t v) {
    Put<7>([=](char* to) {
      StoreField(to, TType::kI32, id);
      StoreBig<std::uint32_t>(to + 3, v);
    });
  }
  void FieldI64(std::int16_t id, std::int64_t v) { Field64(TType::kI64, id, v); }
  void FieldDouble(std::int16_t id, double v) { Field64(TType::kDouble, id, std::bit_cast<std::int64_t>(v)); }
  void FieldString(std::int16_t id, std::string_view v) {
    PutString<3>(v, [=](char* to) { StoreField(to, TType::kString, id); });
  }

  // Then `count` elements follow. The types are written even when there are none (wire.md 1.2).
  void ListBegin(TType element, std::size_t count) {
    Put<5>([=](char* to) {
      to[0] = static_cast<char>(element);
      StoreBig<std::uint32_t>(to + 1, static_cast<std::uint32_t>(count));
    });
    if (count > INT_MAX) [[unlikely]]
      TooLong("container", count);
  }
  void SetBegin(TType element, std::size_t count) { ListBegin(element, count); }
  // Then `count` times a key and its value.
  void MapBegin(TType key, TType value, std::size_t count) {
    Put<6>([=](char* to) {
      to[0] = static_cast<char>(key);
      to[1] = static_cast<char>(value);
      StoreBig<std::uint32_t>(to + 2, static_cast<std::uint32_t>(count));
    });
    if (count > INT_MAX) [[unlikely]]
      TooLong("container", count);
  }

 private:
  static void StoreField(char* to, TType type, std::int16_t id) {
    to[0] = static_cast<char>(type);
    StoreBig<std::uint16_t>(to + 1, id);
  }

  template <std::size_t kSize, class Store>
  void Put(Store store) {
    store(out_.Reserve(kSize));
    out_.Commit(kSize);
  }

  void Field64(TType type, std::int16_t id, std::int64_t bits) {
    Put<11>([=](char* to) {
      StoreField(to, type, id);
      StoreBig<std::uint64_t>(to + 3, bits);
    });
  }

  // kBefore bytes, stored by `before`, then length and bytes of the string.
  template <std::size_t kBefore, class Store>
  void PutString(std::string_view v, Store before) {
    if (v.size() > INT_MAX) [[unlikely]]
      return TooLong("string", v.size());
    char* to = out_.Reserve(kBefore + 4 + v.size());
    before(to);
    StoreBig<std::uint32_t>(to + kBefore, static_cast<std::uint32_t>(v.size()));
    if (!v.empty()) std::memcpy(to + kBefore + 4, v.data(), v.size());
    out_.Commit(kBefore + 4 + v.size());
  }

  void TooLong(std::string_view what, std::size_t size);

  Bytes& out_;
  Status status_;
};

}  // namespace elanus::wire
