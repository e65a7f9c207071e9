// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protocol/kitex/metainfo.h"

namespace elanus::protocol {

void AddForward(std::string_view key, std::string_view value, Metadata& out) {
  const auto add = [&](MetaKind kind, std::string_view prefix) { out.Add(kind, key.substr(prefix.size()), value); };
  if (key.starts_with(wire::tt_string::kTransientUpstream)) return;
  if (key.starts_with(wire::tt_string::kTransient)) return add(MetaKind::kTransient, wire::tt_string::kTransient);
  if (key.starts_with(wire::tt_string::kPersistent)) return add(MetaKind::kPersistent, wire::tt_string::kPersistent);
  add(MetaKind::kPlain, "");
}

}  // namespace elanus::protocol
