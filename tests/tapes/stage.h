// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Where a replay runs: one loop with everything on it, in memory with a manual clock or over TCP in real time.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "elanus/async/event.h"
#include "elanus/async/runtime.h"
#include "elanus/async/task.h"
#include "elanus/net/stream.h"
#include "elanus/net/test_world.h"

namespace elanus::tapes {

class Stage {
 public:
  enum class Kind { kMemory, kTcp };
  explicit Stage(Kind kind);

  bool real() const { return tcp_ != nullptr; }
  Runtime& runtime();
  async::Loop& loop();
  std::shared_ptr<net::Network> network();
  // Where servers listen: a port of 127.0.0.1 that has five digits.
  static Address address() { return Address::Tcp("127.0.0.1", 0); }
  // On the loop, to its end.
  void Run(Task<void> task);
  // From now on messages arrive in pieces of this size (over TCP: are sent in such pieces); 0: whole.
  void Cut(std::size_t piece);
  std::size_t piece() const { return piece_; }
  // A time of the tapes; in real time a tenth of it.
  Duration Of(Duration duration) const { return real() ? duration / 10 : duration; }

 private:
  std::unique_ptr<net::LoopbackWorld> memory_;
  std::unique_ptr<net::SystemWorld> tcp_;
  std::size_t piece_ = 0;
};

// One end of a connection: sends in pieces, cuts what comes into messages. On the stage's loop.
class Peer final : net::StreamObserver {
 public:
  // `changed` is told of each message that came, and of the end; not from within calls of the Peer.
  Peer(Stage& stage, std::unique_ptr<net::Stream> stream, std::function<void()> changed);

  void Send(std::string bytes);
  // After all that was sent.
  void Close();

  const std::vector<std::string>& received() const { return received_; }
  bool ended() const { return ended_; }  // by the other side
  // Bytes that are no whole message yet.
  std::size_t partial() const { return partial_.size(); }

 private:
  void OnReadable() override;
  void OnWritable() override { WriteMore(); }
  void OnHangUp() override;
  void WriteMore();
  void Later();
  void End();

  Stage& stage_;
  std::unique_ptr<net::Stream> stream_;
  std::function<void()> changed_;
  std::string to_send_;
  std::string partial_;
  std::vector<std::string> received_;
  bool ended_ = false;
  bool closing_ = false;
  bool later_ = false;
  std::shared_ptr<int> alive_ = std::make_shared<int>();
};

}  // namespace elanus::tapes
