// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The mesh header (wire.md 3.9): a string map in front of a Framed, Buffered or Kitex-Protobuf message, from old
// proxies. It is read, never written.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "elanus/wire/found.h"

namespace elanus::wire {

inline constexpr std::uint16_t kMeshMagic = 0xffaf;

// The mesh header at the front of `bytes`; the message follows it. It has at most 65539 bytes.
Found FindMeshHeader(std::string_view bytes);

// Reads the entries of a header that FindMeshHeader found; they count like those of TTHeader's string map.
class MeshReader {
 public:
  explicit MeshReader(std::string_view header) : rest_(header.substr(4)) {}
  // False at the end and on error (of type 7).
  bool Next(std::string_view& key, std::string_view& value);
  const Status& status() const { return status_; }

 private:
  bool ReadText(std::string_view& text);

  std::string_view rest_;
  bool begun_ = false;
  std::size_t left_ = 0;
  Status status_;
};

}  // namespace elanus::wire
