// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0

#include "interop/peer/transports.h"

namespace peer {

using elanus::Payload;
using elanus::Transport;

elanus::Result<Spoken> TransportNamed(std::string_view name) {
  if (name == "buffered") return Spoken(Transport::kBuffered, Payload::kThrift);
  if (name == "framed") return Spoken(Transport::kFramed, Payload::kThrift);
  if (name == "ttheader") return Spoken(Transport::kTTHeader, Payload::kThrift);
  if (name == "ttheader_framed") return Spoken(Transport::kTTHeaderFramed, Payload::kThrift);
  if (name == "kitex_protobuf") return Spoken(Transport::kTTHeaderFramed, Payload::kProtobuf);
  if (name == "grpc") return Spoken(Transport::kGrpc, Payload::kProtobuf);
  if (name == "grpc_thrift") return Spoken(Transport::kGrpc, Payload::kThrift);
  constexpr std::string_view kExpected =
      "expected the transport buffered, framed, ttheader, ttheader_framed, kitex_protobuf, grpc or grpc_thrift, got ";
  if (name == "ttstream") return elanus::Unimplemented(kExpected, name, ", which is not spoken yet");
  return elanus::InvalidArgument(kExpected, name);
}

}  // namespace peer
