// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The Elanus peer of interop/: a server and a client of interop.thrift, streams.thrift and interop.proto with the
// command line that all peers share.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>

#include "interop/peer/client.h"
#include "interop/peer/server.h"
#include "interop/peer/transports.h"

namespace {

constexpr int kWrongUsage = 2;

// --meta on, --meta off.
void AddSwitch(CLI::App& app, const std::string& name, bool& value, const std::string& about) {
  app.add_option_function<std::string>(
         name, [&value](const std::string& word) { value = word == "on"; }, about)
      ->check(CLI::IsMember({"on", "off"}));
}

void AddShared(CLI::App& app, peer::Options& options) {
  AddSwitch(app, "--meta", options.meta, "The meta handlers (default: on)");
  AddSwitch(app, "--crc", options.crc, "The CRC32C of payloads (default: off)");
  app.add_option("--name", options.name, "The service's name, or the caller's")->capture_default_str();
  app.add_option("--otlp", options.otlp, "Traces go there, by OTLP/HTTP")->type_name("HOST:PORT");
  app.add_option("--ratio", options.ratio, "The share of traces that is kept")->check(CLI::Range(0.0, 1.0));
}

CLI::App* AddServer(CLI::App& app, peer::ServerOptions& options) {
  CLI::App* server = app.add_subcommand("server", "Serves until SIGTERM");
  options.name = "interop";
  AddShared(*server, options);
  server->add_option("--listen", options.listen, "The address")->type_name("HOST:PORT")->required();
  server->add_flag("--mux", options.mux, "Accepted: multiplexed connections need no switch");
  return server;
}

CLI::App* AddClient(CLI::App& app, peer::ClientOptions& options) {
  CLI::App* client = app.add_subcommand("client", "Runs cases, a line of JSON each");
  options.name = "interop-client";
  AddShared(*client, options);
  client->add_option("--connect", options.connect, "The server")->type_name("HOST:PORT")->required();
  client
      ->add_option("--transport", options.transport_name,
                   "buffered, framed, ttheader, ttheader_framed, kitex_protobuf, grpc or grpc_thrift")
      ->required();
  auto* all = client->add_flag("--all", options.all, "Every case that the transport can have");
  client->add_option("--case", options.cases, "These cases")->delimiter(',')->excludes(all);
  client->add_option("--mux", options.mux, "So many multiplexed connections instead of a pool")
      ->check(CLI::NonNegativeNumber);
  client->add_option("--hops", options.hops, "The servers that hop2 goes through")->delimiter(',');
  client->add_option("--server-pid", options.server_pid, "The process of the server, which server_stops ends");
  AddSwitch(*client, "--gzip", options.gzip, "Compression of gRPC (default: off)");
  return client;
}

int RunClient(peer::ClientOptions& options) {
  const auto spoken = peer::TransportNamed(options.transport_name);
  if (!spoken) {
    std::fprintf(stderr, "peer: %s\n", spoken.status().message().c_str());
    return kWrongUsage;
  }
  options.spoken = *spoken;
  if (const elanus::Status known = peer::CheckCases(options); !known.ok()) {
    std::fprintf(stderr, "peer: %s\n", known.message().c_str());
    return kWrongUsage;
  }
  return peer::RunCases(options);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("A peer of interop.thrift and interop.proto", "peer");
  app.require_subcommand(1);
  peer::ServerOptions server_options;
  peer::ClientOptions client_options;
  const CLI::App* server = AddServer(app, server_options);
  AddClient(app, client_options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? 0 : kWrongUsage;
  }
  return server->parsed() ? peer::Serve(server_options) : RunClient(client_options);
}
