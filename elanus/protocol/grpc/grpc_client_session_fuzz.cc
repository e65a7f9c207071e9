// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Any bytes to a client's session that has calls of each kind in flight: in any pieces it tells the same, if they keep
// the rules. The first byte says whether they follow a server's hello, the second one is the size of the pieces.
#include <cstdint>
#include <string>

#include "elanus/base/check.h"
#include "elanus/protocol/grpc/test_support.h"
#include "elanus/wire/fuzz_input.h"

namespace elanus::protocol {
namespace {

class Caller {
 public:
  explicit Caller(const session::SessionOptions& options) : client(options) {
    sink.on_message = [this](session::CallId id, std::string_view message) {
      if (message.size() % 2 == 0) client.streams()->Resume(id);
    };
    for (const MethodKind kind :
         {MethodKind::kUnary, MethodKind::kServerStream, MethodKind::kClientStream, MethodKind::kBidiStream}) {
      session::CallHead head;
      head.service = "Service";
      head.method = "Method";
      head.kind = kind;
      if (kind == MethodKind::kUnary || kind == MethodKind::kServerStream) {
        ELANUS_CHECK(client.EndCall(client.BeginCall(head)).ok(), "a call did not begin");
      } else {
        client.streams()->Open(head);
      }
    }
    client.Fill();
  }

  void Feed(std::string_view bytes, std::size_t chunk) {
    for (; !bytes.empty() && status.ok(); bytes.remove_prefix(std::min(chunk, bytes.size()))) {
      in.Append(bytes.substr(0, chunk));
      status = client.Feed(in, sink);
    }
    client.Fill();
    const Status late = client.OnTime(TimePoint(), sink);  // what showed only when it was said
    if (status.ok()) status = late;
  }

  GrpcClientSession client;
  GrpcClientRecorder sink;
  Bytes in;
  Status status;
};

void Run(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return;
  const wire::FuzzInput input(data + 2, size - 2);
  session::SessionOptions options;
  options.limits.message_bytes = (data[0] & 1) != 0 ? 512 : 1 << 20;
  options.grpc.header_list_bytes = (data[0] & 4) != 0 ? 512 : 16 << 10;
  std::string bytes;
  if ((data[0] & 16) != 0) bytes = Frame(4, 0, 0, "") + Frame(4, 1, 0, "");
  bytes += input.view();
  Caller whole(options), pieces(options);
  whole.Feed(bytes, SIZE_MAX);
  pieces.Feed(bytes, data[1] == 0 ? 1 : data[1]);
  // What has broken a rule is reset when we get to say so, which pieces change; and so what of the rest is heard.
  const auto broke = [](const auto& side, std::string_view output) {
    return !side.status.ok() || HasFrame(output, 3) || HasFrame(output, 7);
  };
  if (!broke(whole, whole.client.output().view()) && !broke(pieces, pieces.client.output().view())) {
    ELANUS_CHECK(whole.sink.log == pieces.sink.log, "whole:\n", whole.sink.log, "\nin pieces:\n", pieces.sink.log);
  }
}

}  // namespace
}  // namespace elanus::protocol

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  elanus::protocol::Run(data, size);
  return 0;
}
