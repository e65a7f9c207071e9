// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "interop/peer/transports.h"

namespace peer {

elanus::Result<elanus::Transport> TransportNamed(std::string_view name) {
  if (name == "buffered") return elanus::Transport::kBuffered;
  if (name == "framed") return elanus::Transport::kFramed;
  if (name == "ttheader") return elanus::Transport::kTTHeader;
  if (name == "ttheader_framed") return elanus::Transport::kTTHeaderFramed;
  constexpr std::string_view kSpoken = "expected the transport buffered, framed, ttheader or ttheader_framed, got ";
  if (name == "grpc" || name == "grpc_thrift" || name == "kitex_protobuf" || name == "ttstream") {
    return elanus::Unimplemented(kSpoken, name, ", which is not spoken yet");
  }
  return elanus::InvalidArgument(kSpoken, name);
}

}  // namespace peer
