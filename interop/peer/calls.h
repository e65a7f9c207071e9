// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What the cases call, whatever carries it: the methods that the service has in Thrift and in Protobuf alike.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "elanus/client.h"
#include "interop/peer/items.h"

namespace peer {

// The client's ends of streams: as those of elanus/client/stream.h.
class ItemsCall {
 public:
  virtual ~ItemsCall() = default;
  virtual elanus::Task<bool> Recv(Item& item) = 0;
  virtual elanus::Status status() const = 0;
  virtual void Cancel() = 0;
};

class UploadCall {
 public:
  virtual ~UploadCall() = default;
  virtual elanus::Task<elanus::Status> Send(const Item& item) = 0;
  virtual elanus::Task<elanus::Result<Summary>> CloseAndRecv() = 0;
};

class EchoCall : public ItemsCall {
 public:
  virtual elanus::Task<elanus::Status> Send(const Item& item) = 0;
  virtual elanus::Status CloseSend() = 0;
};

// References are kept until the call has ended, those to contexts as long as the stream. Safe on any thread.
class Calls {
 public:
  using Text = elanus::Task<elanus::Result<std::string>>;
  using Values = std::map<std::string, std::string>;
  using Options = elanus::CallOptions;

  virtual ~Calls() = default;
  // Why nothing can be called; ok when it can.
  virtual elanus::Status status() const = 0;

  virtual Text Ping(const elanus::Context& ctx, const std::string& text, const Options& options = Options()) = 0;
  virtual Text Raise(const elanus::Context& ctx, std::int32_t kind, const Options& options = Options()) = 0;
  virtual Text Sleep(const elanus::Context& ctx, std::int32_t millis, const Options& options = Options()) = 0;
  virtual Text Payload(const elanus::Context& ctx, const std::string& data, std::int32_t answer_size) = 0;
  virtual elanus::Task<elanus::Result<Values>> Meta(const elanus::Context& ctx, const std::string& command,
                                                    const Options& options = Options()) = 0;
  virtual Text Hop(const elanus::Context& ctx, const std::vector<std::string>& route, const std::string& text) = 0;
  virtual Text Ended(const elanus::Context& ctx, const std::string& key) = 0;

  virtual std::unique_ptr<ItemsCall> ServerStream(const elanus::Context& ctx, const Wish& wish,
                                                  const Options& options = Options()) = 0;
  virtual std::unique_ptr<UploadCall> ClientStream(const elanus::Context& ctx, const Options& options = Options()) = 0;
  virtual std::unique_ptr<EchoCall> Bidi(const elanus::Context& ctx, const Options& options = Options()) = 0;

  // What no server has: a method, a service, a known method of an unknown service; the first two also as streams.
  virtual Text NoSuchMethod(const elanus::Context& ctx) = 0;
  virtual Text NoSuchService(const elanus::Context& ctx) = 0;
  virtual Text WrongService(const elanus::Context& ctx, const std::string& text) = 0;
  virtual std::unique_ptr<EchoCall> NoSuchStream(const elanus::Context& ctx, const Options& options = Options()) = 0;
  virtual std::unique_ptr<EchoCall> NoSuchStreamService(const elanus::Context& ctx,
                                                        const Options& options = Options()) = 0;
};

}  // namespace peer
