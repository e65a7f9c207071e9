// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Where OpenSSL reads and writes: two queues of bytes in place of a socket.
#pragma once

#include <memory>

#include <openssl/bio.h>

#include "elanus/base/bytes.h"

namespace elanus::tls {

class Wire {
 public:
  Bytes in;   // what the peer sent
  Bytes out;  // what it shall get
};

class FreeBioMethod {
 public:
  void operator()(BIO_METHOD* method) const { BIO_meth_free(method); }
};
using BioMethod = std::unique_ptr<BIO_METHOD, FreeBioMethod>;

BioMethod NewBytesBioMethod();
// Owned by the caller, who soon gives it to an SSL. `wire` outlives it, and so does the method.
BIO* NewBytesBio(const BIO_METHOD* method, Wire& wire);

}  // namespace elanus::tls
