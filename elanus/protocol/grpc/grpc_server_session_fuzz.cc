// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Any bytes to a server's session: in any pieces it tells the same, if they keep the rules, and a client understands
// what it answers. The first byte chooses the options and what the bytes are: all of the connection, or frames behind a
// client's hello. The second one is the size of the pieces.
#include <cstdint>
#include <string>

#include "elanus/base/check.h"
#include "elanus/protocol/grpc/test_support.h"
#include "elanus/wire/fuzz_input.h"

namespace elanus::protocol {
namespace {

session::SessionOptions Options(std::uint8_t choice) {
  session::SessionOptions options;
  options.limits.message_bytes = (choice & 1) != 0 ? 512 : 1 << 20;
  options.limits.calls_per_connection = (choice & 2) != 0 ? 3 : 100;
  options.grpc.header_list_bytes = (choice & 4) != 0 ? 512 : 16 << 10;
  options.grpc.stream_window = (choice & 8) != 0 ? 1000 : 256 << 10;
  return options;
}

// A server whose handlers answer at once, each kind of call in its way.
class Busy {
 public:
  explicit Busy(const session::SessionOptions& options) : server(options) {
    sink.on_open = [this](session::CallId id, std::string_view body) { Answer(id, body); };
    sink.on_message = [this](session::CallId id, std::string_view message) {
      if (message.size() % 2 == 0) server.streams()->Resume(id);
      if (message.size() % 5 == 0) server.ReplyError(id, Internal(message), {});
    };
    sink.on_half_closed = [this](session::CallId id) { server.streams()->EndStream(id, {}); };
  }

  void Feed(std::string_view bytes, std::size_t chunk) {
    for (; !bytes.empty() && status.ok(); bytes.remove_prefix(std::min(chunk, bytes.size()))) {
      in.Append(bytes.substr(0, chunk));
      status = server.Feed(in, sink);
    }
    server.Fill();
    if (status.ok()) status = server.OnTime(TimePoint(), sink);  // what showed only when it was said
  }

  GrpcServerSession server;
  GrpcServerRecorder sink;
  Bytes in;
  Status status;

 private:
  void Answer(session::CallId id, std::string_view body) {
    if (body.empty()) return;  // a stream, or unknown: it stays open
    Metadata metadata;
    metadata.Add(MetaKind::kPlain, body.substr(0, 8), body);
    metadata.Add(MetaKind::kTrailer, "t-bin", body);
    session::ReplyHead head;
    head.backward = &metadata;
    server.BeginReply(id, head).Append(body);
    if (!server.EndReply(id).ok()) server.ReplyError(id, Internal(body), head);
  }
};

void Run(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return;
  const wire::FuzzInput input(data + 2, size - 2);
  const session::SessionOptions options = Options(data[0]);
  std::string bytes;
  if ((data[0] & 16) != 0) bytes = Hello();
  bytes += input.view();
  Busy whole(options), pieces(options);
  whole.Feed(bytes, SIZE_MAX);
  pieces.Feed(bytes, data[1] == 0 ? 1 : data[1]);
  // What has broken a rule is reset when we get to say so, which pieces change; and so what of the rest is heard.
  const auto broke = [](const auto& side, std::string_view output) {
    return !side.status.ok() || HasFrame(output, 3) || HasFrame(output, 7);
  };
  if (!broke(whole, whole.server.output().view()) && !broke(pieces, pieces.server.output().view())) {
    ELANUS_CHECK(whole.sink.log == pieces.sink.log, "whole:\n", whole.sink.log, "\nin pieces:\n", pieces.sink.log);
  }
  const std::size_t bound = 64 * bytes.size() + 64 * options.limits.message_bytes;
  ELANUS_CHECK(whole.server.output().size() <= bound, "much output of little input");

  GrpcClientSession client(options);
  GrpcClientRecorder at_client;
  Bytes answer;
  answer.Append(whole.server.output().view());
  // Answers to streams that the client did not open break the rules; they must not break the client.
  static_cast<void>(client.Feed(answer, at_client).ok());
}

}  // namespace
}  // namespace elanus::protocol

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  elanus::protocol::Run(data, size);
  return 0;
}
