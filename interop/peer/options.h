// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What the command line says: the words that every peer has, see interop/README.md.
#pragma once

#include <string>
#include <vector>

#include "interop/peer/transports.h"

namespace peer {

// Of servers and clients.
class Options {
 public:
  bool meta = true;  // the meta handlers
  bool crc = false;  // CRC32C over the payload
  std::string name;  // of the service, or of the calling one
  std::string otlp;  // where spans go to, "host:port"; empty: no tracing
  double ratio = 1;  // the share of traces that is kept
};

class ServerOptions : public Options {
 public:
  std::string listen;
  bool mux = false;  // nothing to do: every connection may be multiplexed
};

class ClientOptions : public Options {
 public:
  std::string connect;
  std::string transport_name;
  Spoken spoken;  // what transport_name says
  bool all = false;
  std::vector<std::string> cases;
  int mux = 0;                    // multiplexed connections; 0: a pool
  std::vector<std::string> hops;  // HOST:PORT, or TRANSPORT@HOST:PORT
  int server_pid = 0;
  bool gzip = false;  // of gRPC

  bool headers() const {
    return spoken.transport == elanus::Transport::kTTHeader || spoken.transport == elanus::Transport::kTTHeaderFramed;
  }
  bool grpc() const { return spoken.transport == elanus::Transport::kGrpc; }
  bool protobuf() const { return spoken.payload == elanus::Payload::kProtobuf; }
  // Whether business errors travel.
  bool biz_errors() const { return grpc() || (headers() && meta); }
  // The caller's name, as far as servers learn it.
  std::string known_name() const { return (grpc() || headers()) && meta ? name : ""; }
};

}  // namespace peer
