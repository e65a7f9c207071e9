// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// An address as it stands in the texts of errors, which say what Go's net package says: "dial tcp 127.0.0.1:1: ...".
#pragma once

#include <string>

#include "elanus/base/address.h"
#include "elanus/base/strcat.h"

namespace elanus::net {

// "tcp 127.0.0.1:1" or "unix /path".
inline std::string AddressText(const Address& address) {
  if (address.kind() == Address::Kind::kUnix) return StrCat("unix ", address.host());
  return StrCat("tcp ", address.ToString());
}

}  // namespace elanus::net
