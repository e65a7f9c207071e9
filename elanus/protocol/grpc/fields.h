// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A header list that is about to be sent. Names and values of programs are checked here: what HTTP/2 cannot carry makes
// the call fail and not the connection.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "elanus/base/bytes.h"
#include "elanus/base/pool.h"
#include "elanus/base/status.h"
#include "elanus/rpc/metadata.h"

namespace elanus::protocol {

// Reused from list to list. Not thread-safe.
class Fields {
 public:
  class Field {
   public:
    std::string_view name;
    std::string_view value;
    bool constant_name = false;  // lives for ever: never copied
    bool constant_value = false;
    bool unindexed = false;  // differs from call to call: it must not push others out of the table
  };

  void Clear();
  bool empty() const { return slots_.empty(); }
  std::size_t size() const { return slots_.size(); }
  Field at(std::size_t index) const;

  // `name` lives for ever; so does `value` of a constant.
  void AddConstant(std::string_view name, std::string_view value);
  void Add(std::string_view name, std::string_view value, bool unindexed = false);
  void AddNumber(std::string_view name, std::int64_t value);
  // Entries of the kind `from`: Base64 for keys in "-bin". Keys that are gRPC's own are passed over. An error names the
  // first entry that cannot travel; it is left out, and so are those after it.
  Status AddMetadata(const Metadata& metadata, MetaKind from);
  // Transient and persistent entries.
  Status AddMetainfo(const Metadata& metadata);

  // A value that is written in place: Begin, append to text(), End.
  Bytes& BeginValue(std::string_view name, bool unindexed = false);
  void EndValue();

 private:
  struct Slot {
    std::string_view name;  // when it lives for ever
    std::string_view value;
    std::uint32_t name_at = 0;
    std::uint32_t name_size = 0;
    std::uint32_t value_at = 0;
    std::uint32_t value_size = 0;
    bool own_name = false;
    bool own_value = false;
    bool unindexed = false;
  };
  Slot& BeginOwn(bool unindexed);
  void EndName();
  Status Check();

  Bytes text_;
  std::vector<Slot, base::PoolAllocator<Slot>> slots_;
  std::size_t bytes_ = 0;  // as HTTP/2 counts a header list
};

// Keys of metadata that programs can neither set nor see: those of HTTP/2 and of gRPC itself.
bool IsReservedHeader(std::string_view name);

}  // namespace elanus::protocol
