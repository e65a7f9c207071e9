// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Streams as handlers see them. One reads until Recv says false, and then asks for the status:
//   Task<Result<DataResponse>> ClientStream(const Context& ctx, StreamReader<DataChunk>& chunks) override {
//     DataChunk chunk;
//     while (co_await chunks.Recv(chunk)) ...;
//     if (!chunks.status().ok()) co_return chunks.status();      // cancelled, late, or lost; ok: the client's end
//     co_return DataResponse("done");
//   }
// and one writes with Send, which waits while the peer is slow:
//   Status sent = co_await out.Send(chunk);
//   sent = co_await out.Send(picture, SendOptions().Compress(false));    // in a stream that compresses
#pragma once

#include "elanus/async/task.h"
#include "elanus/base/status.h"
#include "elanus/rpc/send_options.h"

namespace elanus {

// The untyped end of a stream, client's or server's; the types of its messages are the method's. On the loop of its
// connection. One Send and one Recv may run at a time, beside each other; not two of a kind: a second Send that would
// wait for the first fails with FailedPrecondition, and a second Recv ends the stream with it.
class StreamIo {
 public:
  virtual ~StreamIo() = default;
  // Takes the message; returns when there is room for the next one: at once, or when the peer has read on. An error
  // when the stream has ended: its own, or Internal, with Kitex's words, when it ended well but nobody reads any more.
  virtual Task<Status> Send(const void* message, SendOptions options) = 0;
  // False: no message came, and none will; status() tells why.
  virtual Task<bool> Recv(void* message) = 0;
  // How reading ended. Ok until then, and after the peer's regular end.
  virtual const Status& status() const = 0;
  // Whether the message that Recv gave last came compressed.
  virtual bool compressed() const = 0;
};

// The messages that come. Belongs to the handler's call: do not keep it.
template <class T>
class StreamReader {
 public:
  explicit StreamReader(StreamIo& io) : io_(io) {}
  // Fills `message`, whatever it held. False at the end: see status().
  [[nodiscard]] Task<bool> Recv(T& message) { return io_.Recv(&message); }
  const Status& status() const { return io_.status(); }
  // gRPC: whether the message that came last was compressed. Programs seldom need to know; tests and measurements do.
  bool compressed() const { return io_.compressed(); }

 private:
  StreamIo& io_;
};

// The messages that go.
template <class T>
class StreamWriter {
 public:
  explicit StreamWriter(StreamIo& io) : io_(io) {}
  Task<Status> Send(const T& message, SendOptions options = SendOptions()) { return io_.Send(&message, options); }

 private:
  StreamIo& io_;
};

// Both directions, at a server: In comes from the client, Out goes to it.
template <class In, class Out>
class Stream : public StreamReader<In>, public StreamWriter<Out> {
 public:
  explicit Stream(StreamIo& io) : StreamReader<In>(io), StreamWriter<Out>(io) {}
};

}  // namespace elanus
