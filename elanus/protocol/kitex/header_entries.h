// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The entries of whatever header a message has; the mesh header's count like those of TTHeader (wire.md 3.9).
#pragma once

#include <string_view>

#include "elanus/protocol/kitex/incoming.h"
#include "elanus/wire/ttheader/mesh.h"
#include "elanus/wire/ttheader/reader.h"

namespace elanus::protocol {

// Calls on_string(key, value) for each entry of the string map; `header` gets the rest of a TTHeader.
template <class OnString>
Status ReadHeaderEntries(const Incoming& message, wire::TtHeader& header, OnString on_string) {
  if (!message.tt_header.empty()) return wire::ReadTtHeader(message.tt_header, header, on_string);
  if (message.mesh_header.empty()) return Ok();
  wire::MeshReader mesh(message.mesh_header);
  for (std::string_view key, value; mesh.Next(key, value);) on_string(key, value);
  return mesh.status();
}

}  // namespace elanus::protocol
