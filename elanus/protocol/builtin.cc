// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protocol/builtin.h"

#include "elanus/protocol/grpc/grpc.h"
#include "elanus/protocol/kitex/kitex.h"

namespace elanus::protocol {

std::span<const session::Protocol* const> BuiltinProtocols() {
  static const GrpcProtocol grpc;
  static const KitexProtocol kitex;
  static const session::Protocol* const all[] = {&grpc, &kitex};
  return all;
}

}  // namespace elanus::protocol
