// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/net/dial.h"

#include <cerrno>
#include <string>
#include <utility>
#include <vector>

#include "elanus/async/event.h"
#include "elanus/async/loop.h"
#include "elanus/net/address_text.h"
#include "elanus/net/fd_stream.h"
#include "elanus/net/resolve.h"
#include "elanus/net/socket.h"

namespace elanus::net {
namespace {

// Any edge of a connecting socket is the answer.
class Connecting final : public async::Watcher {
 public:
  Connecting(async::Loop& loop, int fd) : loop_(loop), fd_(fd) {}
  ~Connecting() override {
    if (watched_) loop_.Unwatch(fd_, *this);
  }
  Status Watch() {
    Status status = loop_.Watch(fd_, *this);
    watched_ = status.ok();
    return status;
  }
  async::Event& answered() { return answered_; }

 private:
  void OnReady(bool, bool, bool) override { answered_.Set(); }

  async::Loop& loop_;
  const int fd_;
  async::Event answered_;
  bool watched_ = false;
};

std::string Prefix(const Address& address) { return StrCat("dial ", AddressText(address), ": "); }

Status WaitStatus(const Status& waited) {
  return Status(waited.code(), waited.code() == Code::kCancelled ? "cancelled" : "i/o timeout");
}

// A dial to a port of this machine from which the kernel gives out ports can meet itself: nobody listens there.
int ConnectedError(const Socket& socket) {
  if (const int error = socket.TakeError(); error != 0) return error;
  const SocketAddress local = SocketAddress::Local(socket.fd());
  return local.family() != AF_UNIX && local == SocketAddress::Peer(socket.fd()) ? ECONNREFUSED : 0;
}

Task<Result<Socket>> Connect(async::Loop& loop, SocketAddress to, async::Until until) {
  Result<Socket> opened = Socket::Open(to.family());
  if (!opened) co_return std::move(opened);
  int error = opened->Connect(to);
  if (error == EINPROGRESS || error == EINTR) {
    Connecting connecting(loop, opened->fd());
    Status watched = connecting.Watch();
    if (!watched.ok()) co_return std::move(watched);
    Status waited = co_await connecting.answered().Wait(until);
    if (!waited.ok()) co_return WaitStatus(waited);
    error = 0;
  }
  if (error == 0) error = ConnectedError(*opened);
  if (error != 0) co_return ErrnoStatus(error);
  co_return std::move(opened);
}

// What the next of `left` addresses may take.
async::Until Share(async::Until until, TimePoint now, std::size_t left) {
  if (until.deadline.is_never() || until.deadline <= now) return until;
  return async::Until(now + (until.deadline - now) / static_cast<std::int64_t>(left), until.cancel);
}

// A connection that is made at once would not look at these.
Status AlreadyOver(TimePoint now, async::Until until) {
  if (until.cancel != nullptr && until.cancel->fired()) return WaitStatus(Cancelled());
  if (until.deadline <= now) return WaitStatus(DeadlineExceeded());
  return Ok();
}

Task<Result<std::vector<SocketAddress>>> Candidates(Runtime& runtime, Address address, async::Until until) {
  if (address.kind() == Address::Kind::kUnix) {
    Result<SocketAddress> path = SocketAddress::UnixPath(address.host());
    if (!path) co_return Unavailable(path.status().message());
    std::vector<SocketAddress> one = {*path};
    co_return std::move(one);
  }
  auto found = co_await Resolve(runtime, std::move(address), until);
  if (!found && found.status().code() == Code::kResourceExhausted) co_return Unavailable(found.status().message());
  co_return std::move(found);
}

}  // namespace

Task<Result<std::unique_ptr<Stream>>> DialSystem(Runtime& runtime, Address address, async::Until until) {
  async::Loop& loop = *async::Loop::Current();
  Status over = AlreadyOver(loop.now(), until);
  if (!over.ok()) co_return over.Prefixed(Prefix(address));
  auto found = co_await Candidates(runtime, address, until);
  if (!found) co_return found.status().Prefixed(Prefix(address));
  Status failure;
  for (std::size_t i = 0; i < found->size(); ++i) {
    const SocketAddress to = (*found)[i];
    auto connected = co_await Connect(loop, to, Share(until, loop.now(), found->size() - i));
    if (connected) {
      std::unique_ptr<Stream> stream = std::make_unique<FdStream>(loop, std::move(*connected), to.ToString());
      co_return std::move(stream);
    }
    // The first reason says most, but that the time is over or the caller gave up is said when it is what ended it.
    const Code code = connected.status().code();
    const bool last = i + 1 == found->size() || code == Code::kCancelled;
    if (failure.ok() || failure.code() == Code::kDeadlineExceeded || (last && code != Code::kUnavailable)) {
      failure = connected.status().Prefixed(Prefix(to.ToAddress()));
    }
    if (last) break;
  }
  co_return std::move(failure);
}

}  // namespace elanus::net
