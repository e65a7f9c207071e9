// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The far side of a connection as plain bytes, on the in-memory network: what hostile and broken peers send.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "elanus/async/test_loop.h"
#include "elanus/net/loopback.h"

namespace elanus {

// A client that sends bytes and keeps what comes back.
class RawPeer final : net::StreamObserver {
 public:
  // Connects to a server of the network.
  RawPeer(TestLoop& loop, net::Network& network, std::string_view address);
  // Takes over a connection that came in.
  RawPeer(TestLoop& loop, std::unique_ptr<net::Stream> stream);
  ~RawPeer() override;

  // Writes all of it; the loop runs later.
  void Write(std::string_view bytes);
  // Write, and what follows from it, letting time stand still.
  void Send(std::string_view bytes);
  void CloseWrite() { stream_->CloseWrite(); }
  void Reset();
  void StopReading() { deaf_ = true; }

  const std::string& received() const { return received_; }
  bool closed() const { return closed_; }
  std::string Outcome() const;

 private:
  void OnReadable() override;
  void OnWritable() override { WriteMore(); }
  void OnHangUp() override { closed_ = true; }
  void WriteMore();

  TestLoop& loop_;
  std::unique_ptr<net::Stream> stream_;
  std::string to_send_;
  std::string received_;
  bool closed_ = false;
  bool deaf_ = false;
};

// What a server sent: "reply Echo 7", "exception 20 Nope 7" ..., then "closed" when it ended the connection; joined by
// "; ".
std::string DescribeAnswers(std::string_view received, bool closed);

// Bytes of messages, for tests. Sizes and marks are as they should be.
std::string Unhex(std::string_view hex);
std::string ThriftMessage(int type, std::string_view method, std::int32_t sequence_id, std::string_view body);
std::string FramedMessage(std::string_view message);
// A TTHeader with this string map entry (none when the key is empty) around a message.
std::string TTHeaderMessage(std::string_view message, std::int32_t sequence_id, std::string_view key = "",
                            std::string_view value = "", int flags = 0);
// struct { 1: string text }
std::string TextStruct(std::string_view text);
std::string Big(std::uint64_t value, int bytes);

}  // namespace elanus
