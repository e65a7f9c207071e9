// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/net/stream.h"

#include <cstring>

namespace elanus::net {

std::string Stream::ErrorText(int error) const { return std::strerror(error); }

Peer Stream::Identify() const {
  Peer who;
  who.address = peer();
  return who;
}

}  // namespace elanus::net
