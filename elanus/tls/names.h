// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Whom a certificate is for.
#pragma once

#include <string>

#include <openssl/ssl.h>

#include "elanus/base/peer.h"

namespace elanus::tls {

// The last one, as in Go: it is the most specific. Its bytes may be any, zeros too, so that nobody is taken for
// somebody whose name his begins with.
std::string CommonName(const X509_NAME* name);
// Peer::common_name and what follows it.
void ReadNames(X509* certificate, Peer& to);
// What the handshake has proven.
void Describe(const SSL* ssl, Peer& to);

}  // namespace elanus::tls
