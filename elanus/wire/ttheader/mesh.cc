// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/ttheader/mesh.h"

#include "elanus/base/strcat.h"
#include "elanus/wire/endian.h"

namespace elanus::wire {

namespace {

Status Bad(std::string_view expected, std::size_t got) {
  return ApplicationError(AppException::kProtocolError, StrCat("mesh header: expected ", expected, ", got ", got));
}

}  // namespace

Found FindMeshHeader(std::string_view bytes) {
  if (bytes.size() < 4) return kMore;
  const auto magic = LoadBig<std::uint16_t>(bytes.data());
  if (magic != kMeshMagic) return Bad("magic 65455", magic);
  const std::size_t size = 4 + std::size_t{LoadBig<std::uint16_t>(bytes.data() + 2)};
  return bytes.size() < size ? kMore : size;
}

bool MeshReader::ReadText(std::string_view& text) {
  if (rest_.size() < 2) {
    status_ = Bad("2 bytes for the length of a key or value", rest_.size());
    return false;
  }
  const std::size_t size = LoadBig<std::uint16_t>(rest_.data());
  if (rest_.size() - 2 < size) {
    status_ = Bad(StrCat("a key or value of ", size, " bytes"), rest_.size() - 2);
    return false;
  }
  text = rest_.substr(2, size);
  rest_.remove_prefix(2 + size);
  return true;
}

bool MeshReader::Next(std::string_view& key, std::string_view& value) {
  if (!begun_) {
    begun_ = true;
    if (rest_.size() < 2) {
      status_ = Bad("2 bytes for the count of entries", rest_.size());
      return false;
    }
    left_ = LoadBig<std::uint16_t>(rest_.data());
    rest_.remove_prefix(2);
  }
  if (left_ == 0 || !status_.ok()) return false;
  --left_;
  return ReadText(key) && ReadText(value);
}

}  // namespace elanus::wire
