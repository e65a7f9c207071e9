// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// OpenSSL's errors in words that say what was expected and what came.
#pragma once

#include <string>

#include <openssl/ssl.h>

namespace elanus::tls {

// Whether what came is no TLS at all.
bool IsForeign(unsigned long error);
// Of the thread's last error, which is forgotten.
std::string TakeReason();
// What is wrong with the peer's certificate: "certificate of b.example: wrong host name: expected a.example".
std::string VerificationReason(X509_STORE_CTX* verification);

}  // namespace elanus::tls
