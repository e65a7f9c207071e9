// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// From PEM into OpenSSL.
#pragma once

#include <openssl/ssl.h>

#include "elanus/base/status.h"
#include "elanus/tls/config.h"

namespace elanus::tls {

// This side's certificates and key. Errors name the file and what was expected in it.
Status UseIdentity(SSL_CTX* context, const Pem& certificate, const Pem& key);
// Whom to trust. A server also says to its clients that it trusts them.
Status UseAuthorities(SSL_CTX* context, const Pem& authorities, bool server);

}  // namespace elanus::tls
