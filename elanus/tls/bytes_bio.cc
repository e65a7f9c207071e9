// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/tls/bytes_bio.h"

#include <algorithm>
#include <cstring>

#include "elanus/base/check.h"

namespace elanus::tls {

namespace {

Wire& WireOf(BIO* bio) { return *static_cast<Wire*>(BIO_get_data(bio)); }

int Create(BIO* bio) {
  BIO_set_init(bio, 1);
  return 1;
}

int Read(BIO* bio, char* to, std::size_t room, std::size_t* read) {
  BIO_clear_retry_flags(bio);
  Bytes& in = WireOf(bio).in;
  if (in.empty()) {
    BIO_set_retry_read(bio);
    return 0;
  }
  *read = std::min(room, in.size());
  std::memcpy(to, in.data(), *read);
  in.Consume(*read);
  return 1;
}

int Write(BIO* bio, const char* from, std::size_t size, std::size_t* written) {
  BIO_clear_retry_flags(bio);
  WireOf(bio).out.Append(std::string_view(from, size));
  *written = size;
  return 1;
}

long Control(BIO*, int command, long, void*) { return command == BIO_CTRL_FLUSH ? 1 : 0; }

}  // namespace

BioMethod NewBytesBioMethod() {
  BioMethod method(BIO_meth_new(BIO_TYPE_SOURCE_SINK, "elanus"));
  ELANUS_CHECK(method != nullptr, "OpenSSL is out of memory");
  BIO_meth_set_create(method.get(), Create);
  BIO_meth_set_read_ex(method.get(), Read);
  BIO_meth_set_write_ex(method.get(), Write);
  BIO_meth_set_ctrl(method.get(), Control);
  return method;
}

BIO* NewBytesBio(const BIO_METHOD* method, Wire& wire) {
  BIO* bio = BIO_new(method);
  ELANUS_CHECK(bio != nullptr, "OpenSSL is out of memory");
  BIO_set_data(bio, &wire);
  return bio;
}

}  // namespace elanus::tls
