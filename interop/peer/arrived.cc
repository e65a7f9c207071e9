// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0

#include "interop/peer/arrived.h"

#include "elanus/base/strcat.h"

namespace peer {

using elanus::MetaKind;
using Values = std::map<std::string, std::string>;

Values ArrivedMetainfo(const elanus::Context& ctx) {
  Values values;
  const elanus::Metadata& incoming = ctx.incoming();
  for (std::size_t i = 0; i < incoming.size(); ++i) {
    const elanus::Metadata::Entry entry = incoming.at(i);
    if (entry.kind == MetaKind::kTransient) values[elanus::StrCat("t.", entry.key)] = entry.value;
    if (entry.kind == MetaKind::kPersistent) values[elanus::StrCat("p.", entry.key)] = entry.value;
  }
  return values;
}

Values Arrived(const elanus::Context& ctx) {
  Values values = ArrivedMetainfo(ctx);
  const elanus::Metadata& incoming = ctx.incoming();
  for (std::size_t i = 0; i < incoming.size(); ++i) {
    const elanus::Metadata::Entry entry = incoming.at(i);
    if (entry.kind != MetaKind::kPlain || !entry.key.starts_with("x-")) continue;
    std::string& value = values[elanus::StrCat("m.", entry.key)];
    value += elanus::StrCat(value.empty() ? "" : ",", entry.value);
  }
  return values;
}

}  // namespace peer
