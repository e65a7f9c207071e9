// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Who is at the other end of a connection, as far as that is proven.
#pragma once

#include <string>
#include <vector>

namespace elanus {

// The same for all calls of a connection, and constant: any thread may read it. Copy it to keep it.
class Peer {
 public:
  Peer() = default;

  // The other end of the connection, "10.0.0.7:41234", or what the kind of network has. A proxy's, if there is one in
  // between; what a proxy says about its own caller, and nobody has proven, is CallInfo::from.address.
  std::string address;

  // Over TLS: "TLSv1.3", and what was agreed by ALPN ("h2"). Else empty.
  std::string tls_version;
  std::string alpn;

  // The peer has shown a certificate of an authority that this side trusts. Without, all that follows is empty.
  bool verified = false;
  std::string common_name;              // of the certificate's subject
  std::vector<std::string> dns_names;   // its alternative names, by their kinds
  std::vector<std::string> uris;        // "spiffe://example.org/ns/default/sa/shop"
  std::vector<std::string> ip_numbers;  // "10.0.0.7"
};

}  // namespace elanus
