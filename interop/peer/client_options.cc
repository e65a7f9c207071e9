// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "interop/peer/client_options.h"

#include <chrono>
#include <utility>

#include "elanus/telemetry/suite.h"
#include "interop/peer/protobuf_calls.h"
#include "interop/peer/thrift_calls.h"

namespace peer {

using elanus::ClientOption;

ClientOption Together(std::vector<ClientOption> options) {
  return ClientOption([options = std::move(options)](elanus::client::Config& config) {
    for (const ClientOption& option : options) option.Apply(config);
  });
}

// The name under which the servers go.
constexpr std::string_view kService = "interop";

std::unique_ptr<Calls> MakeCalls(const Spoken& spoken, const ClientOption& options) {
  if (spoken.payload == elanus::Payload::kProtobuf) return std::make_unique<ProtobufCalls>(kService, options);
  return std::make_unique<ThriftCalls>(kService, options);
}

ClientOption OptionsOfClients(const Options& options, elanus::Transport transport, const std::string& address,
                              const elanus::TracerProvider* provider) {
  std::vector<ClientOption> all = {
      elanus::WithHostPorts(address),
      elanus::WithTransportProtocol(transport),
      elanus::WithClientBasicInfo(options.name),
      elanus::WithMetaHandlers(options.meta),
      elanus::WithPayloadChecksum(options.crc),
      elanus::WithConnectTimeout(std::chrono::seconds(1)),
  };
  if (provider != nullptr) all.push_back(elanus::WithSuite(elanus::NewClientSuite(*provider)));
  return Together(std::move(all));
}

}  // namespace peer
