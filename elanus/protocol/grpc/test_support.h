// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// For the tests and fuzz targets of gRPC: both ends of a connection, joined in memory, with sinks that write down what
// they hear; and frames of HTTP/2 written by hand.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "elanus/base/bytes.h"
#include "elanus/base/strcat.h"
#include "elanus/protocol/grpc/client_session.h"
#include "elanus/protocol/grpc/server_session.h"
#include "elanus/protocol/kitex/test_support.h"
#include "elanus/session/session.h"

namespace elanus::protocol {

// Methods by their names' first letter: Unary, Server, Client, Bidi; others are unknown.
class GrpcServerRecorder final : public session::ServerSink {
 public:
  GrpcServerRecorder() {
    const std::pair<char, MethodKind> kinds[] = {{'U', MethodKind::kUnary},
                                                 {'S', MethodKind::kServerStream},
                                                 {'C', MethodKind::kClientStream},
                                                 {'B', MethodKind::kBidiStream}};
    for (const auto& [letter, kind] : kinds) methods_[letter].kind = kind;
  }

  const Method* Find(const session::RequestHead& head) override {
    const auto it = methods_.find(head.method.empty() ? ' ' : head.method[0]);
    return it == methods_.end() ? nullptr : &it->second;
  }
  bool Opened(session::CallId id, const session::RequestHead& head, Metadata& metadata,
              std::string_view body) override {
    last = id;
    last_package = head.package;
    Note(id, StrCat("open ", head.service, "/", head.method, head.payload == Payload::kThrift ? " thrift" : "",
                    " from ", head.from_service, "/", head.from_method, " timeout ", head.timeout.count(),
                    Describe(metadata), " body ", Short(body)));
    if (on_open) on_open(id, body);
    return true;
  }
  void Unreadable(session::CallId id, const session::RequestHead&, const Status& why) override {
    Note(id, StrCat("unreadable ", why.message()));
  }
  void Message(session::CallId id, std::string_view message, bool compressed) override {
    Note(id, StrCat(compressed ? "compressed message " : "message ", Short(message)));
    if (on_message) on_message(id, message);
  }
  void HalfClosed(session::CallId id) override {
    Note(id, "half closed");
    if (on_half_closed) on_half_closed(id);
  }
  void Cancelled(session::CallId id, const Status& why) override {
    Note(id, StrCat("cancelled ", why.ToString()));
    if (on_cancelled) on_cancelled(id);
  }
  void Writable(session::CallId id) override {
    Note(id, "writable");
    if (on_writable) on_writable(id);
  }

  std::string Take() { return std::exchange(log, {}); }

  std::string log;
  session::CallId last = 0;
  std::string last_package;
  std::size_t events = 0;
  std::function<void(session::CallId, std::string_view)> on_open, on_message;
  std::function<void(session::CallId)> on_half_closed, on_cancelled, on_writable;

  static std::string Short(std::string_view text) {
    return text.size() <= 40 ? std::string(text) : StrCat(text.size(), " bytes");
  }

 private:
  void Note(session::CallId id, const std::string& text) {
    ++events;
    if (log.size() < 1 << 16) log += StrCat(id, " ", text, "\n");
  }
  std::map<char, Method> methods_;
};

class GrpcClientRecorder final : public session::ClientSink {
 public:
  void Replied(session::CallId id, const session::ReplyInfo& info, Metadata& metadata, std::string_view body) override {
    status = info.status;
    Note(id, StrCat("replied ", info.status.ToString(), Describe(metadata), " body ", GrpcServerRecorder::Short(body)));
    last_body = body;
    ++replies;
  }
  void Header(session::CallId id, Metadata& metadata) override {
    Note(id, StrCat("header", Describe(metadata)));
    metadata.Clear();
  }
  void Message(session::CallId id, std::string_view message, bool compressed) override {
    Note(id, StrCat(compressed ? "compressed message " : "message ", GrpcServerRecorder::Short(message)));
    if (on_message) on_message(id, message);
  }
  void Writable(session::CallId id) override {
    Note(id, "writable");
    if (on_writable) on_writable(id);
  }
  void GoingAway() override {
    ++going_away;
    log += "going away\n";
  }

  std::string Take() { return std::exchange(log, {}); }

  std::string log;
  Status status;
  std::string last_body;
  std::size_t replies = 0;
  int going_away = 0;
  std::function<void(session::CallId, std::string_view)> on_message;
  std::function<void(session::CallId)> on_writable;

 private:
  void Note(session::CallId id, const std::string& text) {
    if (log.size() < 1 << 16) log += StrCat(id, " ", text, "\n");
  }
};

// A connection without a network.
class GrpcPair {
 public:
  explicit GrpcPair(const session::SessionOptions& options = {}, std::size_t chunk = SIZE_MAX)
      : GrpcPair(options, options, chunk) {}
  GrpcPair(const session::SessionOptions& for_client, const session::SessionOptions& for_server,
           std::size_t chunk = SIZE_MAX)
      : client(for_client), server(for_server), chunk_(chunk) {}

  // Until neither side has anything to say. Errors are kept.
  void Run() {
    for (bool more = true; more;) {
      more = Move(client, server, to_server_, at_server, server_status);
      more = Move(server, client, to_client_, at_client, client_status) || more;
    }
  }
  // Only what the client has said so far.
  void RunToServer() { Move(client, server, to_server_, at_server, server_status); }
  void RunToClient() { Move(server, client, to_client_, at_client, client_status); }

  session::CallHead Head(std::string_view method, MethodKind kind = MethodKind::kUnary) const {
    session::CallHead head;
    head.package = "pack";
    head.service = "Service";
    head.method = method;
    head.from_service = "caller";
    head.to_service = "target";
    head.kind = kind;
    return head;
  }
  session::CallId Call(const session::CallHead& head, std::string_view body) {
    const session::CallId id = client.BeginCall(head);
    client.body().Append(body);
    call_status = client.EndCall(id);
    return id;
  }
  session::CallId Open(const session::CallHead& head) { return client.streams()->Open(head); }
  Status Send(session::CallId id, std::string_view message, SendOptions options = SendOptions()) {
    client.streams()->BeginMessage(id).Append(message);
    return client.streams()->EndMessage(id, options);
  }
  Status Answer(session::CallId id, std::string_view body, const session::ReplyHead& head = {}) {
    server.BeginReply(id, head).Append(body);
    return server.EndReply(id);
  }
  Status ServerSend(session::CallId id, std::string_view message, SendOptions options = SendOptions()) {
    server.streams()->BeginMessage(id).Append(message);
    return server.streams()->EndMessage(id, options);
  }

  GrpcClientSession client;
  GrpcServerSession server;
  GrpcServerRecorder at_server;
  GrpcClientRecorder at_client;
  Status server_status, client_status, call_status;

 private:
  template <class From, class To, class Sink>
  bool Move(From& from, To& to, Bytes& in, Sink& sink, Status& status) {
    from.Fill();
    std::string bytes(from.output().view());
    from.output().Clear();
    for (std::string_view rest = bytes; !rest.empty() && status.ok();) {
      const std::string_view piece = rest.substr(0, chunk_);
      in.Append(piece);
      rest.remove_prefix(piece.size());
      status = to.Feed(in, sink);
    }
    return !bytes.empty();
  }

  std::size_t chunk_;
  Bytes to_server_, to_client_;
};

// Frames, as an attacker would write them.
inline std::string Frame(int type, int flags, std::uint32_t stream, std::string_view payload) {
  const std::string size = Big32(static_cast<std::uint32_t>(payload.size()));
  return size.substr(1) + static_cast<char>(type) + static_cast<char>(flags) + Big32(stream) + std::string(payload);
}
// Whether there is a frame of that type among whole ones.
inline bool HasFrame(std::string_view bytes, int type) {
  if (bytes.starts_with("PRI * HT")) bytes.remove_prefix(24);
  while (bytes.size() >= 9) {
    if (bytes[3] == type) return true;
    const auto byte = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(bytes[i])); };
    bytes.remove_prefix(std::min(bytes.size(), 9 + (byte(0) << 16 | byte(1) << 8 | byte(2))));
  }
  return false;
}
inline constexpr std::string_view kPreface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
inline std::string Hello() { return std::string(kPreface) + Frame(4, 0, 0, ""); }
// HPACK's literal without indexing, without Huffman codes.
inline std::string Literal(std::string_view name, std::string_view value) {
  const auto text = [](std::string_view t) {
    if (t.size() < 127) return std::string(1, static_cast<char>(t.size())) + std::string(t);
    std::string out(1, 127);
    std::size_t rest = t.size() - 127;
    for (; rest >= 128; rest >>= 7) out += static_cast<char>((rest & 127) | 128);
    return out + static_cast<char>(rest) + std::string(t);
  };
  return std::string(1, 0) + text(name) + text(value);
}
inline std::string CallHeaders(std::string_view path = "/pack.Service/Unary", std::string_view more = {}) {
  return Literal(":method", "POST") + Literal(":scheme", "http") + Literal(":path", path) +
         Literal(":authority", "target") + Literal("content-type", "application/grpc") + Literal("te", "trailers") +
         std::string(more);
}

}  // namespace elanus::protocol
