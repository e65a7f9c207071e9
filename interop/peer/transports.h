// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The contract's words for transports.
#pragma once

#include <string_view>

#include "elanus/base/result.h"
#include "elanus/rpc/call_info.h"
#include "elanus/rpc/method.h"

namespace peer {

// What one of them means to Elanus.
class Spoken {
 public:
  Spoken() = default;
  Spoken(elanus::Transport transport, elanus::Payload payload) : transport(transport), payload(payload) {}
  elanus::Transport transport = elanus::Transport::kTTHeader;
  elanus::Payload payload = elanus::Payload::kThrift;
};

// The error names what there is.
elanus::Result<Spoken> TransportNamed(std::string_view name);

}  // namespace peer
