// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protocol/grpc/metadata_in.h"

#include "elanus/wire/grpc/base64.h"
#include "elanus/wire/grpc/metainfo.h"

namespace elanus::protocol {

namespace {

void AddMetainfo(std::string_view key, std::string_view value, MetaKind kind, Bytes& scratch, Metadata& out) {
  scratch.Clear();
  wire::AppendMetainfoKeyRead(key, scratch);
  out.Add(kind, scratch.view(), value);
}

// Blanks at a value's ends are no part of it.
std::string_view Trim(std::string_view value) {
  constexpr std::string_view kBlanks = " \t";
  const std::size_t begin = value.find_first_not_of(kBlanks);
  if (begin == value.npos) return {};
  return value.substr(begin, value.find_last_not_of(kBlanks) + 1 - begin);
}

// Values of one key may have been joined.
void AddBinary(std::string_view name, std::string_view value, MetaKind kind, Bytes& scratch, Metadata& out) {
  while (true) {
    const std::size_t comma = value.find(',');
    scratch.Clear();
    if (wire::AppendFromBase64(Trim(value.substr(0, comma)), scratch)) out.Add(kind, name, scratch.view());
    if (comma == value.npos) return;
    value.remove_prefix(comma + 1);
  }
}

}  // namespace

void AddIncoming(std::string_view name, std::string_view value, MetaKind plain, Bytes& scratch, Metadata& out) {
  value = Trim(value);
  if (name.starts_with(wire::kTransitPrefix)) {
    AddMetainfo(name.substr(wire::kTransitPrefix.size()), value, MetaKind::kTransient, scratch, out);
  } else if (name.starts_with(wire::kPersistPrefix)) {
    AddMetainfo(name.substr(wire::kPersistPrefix.size()), value, MetaKind::kPersistent, scratch, out);
  } else if (name.ends_with("-bin")) {
    AddBinary(name, value, plain, scratch, out);
  } else {
    out.Add(plain, name, value);
  }
}

}  // namespace elanus::protocol
