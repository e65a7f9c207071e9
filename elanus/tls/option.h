// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// TLS as an option of clients and servers, of every protocol:
//   TlsConfig tls;
//   tls.certificate = Pem::File("server.crt");
//   tls.key = Pem::File("server.key");
//   Server server(WithServiceAddr(":8888"), WithTLS(tls));
#pragma once

#include <utility>

#include "elanus/net/option.h"
#include "elanus/tls/config.h"

namespace elanus {

// What is wrong with the config is reported by Server::Start, and by a client's status() and each of its calls.
LayerOption WithTLS(TlsConfig config);
// Kitex's name for it.
inline LayerOption WithGRPCTLSConfig(TlsConfig config) { return WithTLS(std::move(config)); }

}  // namespace elanus
