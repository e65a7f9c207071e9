// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/net/listener.h"

#include <cerrno>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "elanus/async/timer.h"
#include "elanus/base/log.h"
#include "elanus/net/address_text.h"
#include "elanus/net/fd_stream.h"
#include "elanus/net/resolve.h"
#include "elanus/net/socket.h"
#include "elanus/net/unix_file.h"

namespace elanus::net {
namespace {

class FdListener final : public Listener, private async::Watcher {
 public:
  FdListener(async::Loop& loop, Socket socket, UnixFile file, OnAccept on_accept)
      : loop_(loop),
        socket_(std::move(socket)),
        file_(std::move(file)),
        address_(SocketAddress::Local(socket_.fd()).ToAddress()),
        on_accept_(std::make_shared<const OnAccept>(std::move(on_accept))) {}
  ~FdListener() override {
    if (watched_) loop_.Unwatch(socket_.fd(), *this);
  }
  Status Start() {
    Status status = loop_.Watch(socket_.fd(), *this);
    watched_ = status.ok();
    return status;
  }
  Address address() const override { return address_; }

 private:
  enum class Outcome { kAccepted, kSkipped, kNone, kFailed };
  void OnReady(bool, bool, bool) override {
    if (!pause_.armed()) AcceptSome();
  }
  void AcceptSome();
  Outcome AcceptOne();
  Outcome Failed(int error);
  void Pause(int error);

  async::Loop& loop_;
  Socket socket_;
  UnixFile file_;
  const Address address_;
  // Shared, for it may destroy the listener while it runs; and when it is gone, so is the listener.
  const std::shared_ptr<const OnAccept> on_accept_;
  bool watched_ = false;
  async::Timer pause_;
  LogLimit log_limit_{kAcceptLogInterval};
};

void FdListener::AcceptSome() {
  const std::weak_ptr<const OnAccept> alive = on_accept_;
  for (int i = 0; i < kAcceptsPerTurn; ++i) {
    const Outcome outcome = AcceptOne();
    if (alive.expired() || outcome == Outcome::kNone || outcome == Outcome::kFailed) return;
  }
  // No further edge comes for those that wait already.
  loop_.Post([this, alive] {
    if (!alive.expired()) AcceptSome();
  });
}

FdListener::Outcome FdListener::AcceptOne() {
  sockaddr_storage from;
  socklen_t size = sizeof from;
  Socket accepted(accept4(socket_.fd(), reinterpret_cast<sockaddr*>(&from), &size, SOCK_NONBLOCK | SOCK_CLOEXEC));
  if (!accepted) return Failed(errno);
  auto held = std::make_shared<Socket>(std::move(accepted));
  const SocketAddress peer = SocketAddress::Copy(reinterpret_cast<const sockaddr*>(&from), size);
  const std::shared_ptr<const OnAccept> on_accept = on_accept_;
  (*on_accept)([held, peer](async::Loop& loop) -> std::unique_ptr<Stream> {
    ELANUS_CHECK(*held, "MakeStream makes one stream");
    return std::make_unique<FdStream>(loop, std::move(*held), peer.ToString());
  });
  return Outcome::kAccepted;
}

FdListener::Outcome FdListener::Failed(int error) {
  switch (error) {
    case EAGAIN: return Outcome::kNone;
    // The connection was gone before it was accepted; accept(2) reports its errors as its own.
    case ECONNABORTED:
    case EINTR:
    case EPERM:
    case EPROTO:
    case ENETDOWN:
    case ENETUNREACH:
    case EHOSTDOWN:
    case EHOSTUNREACH:
    case ENONET:
    case ENOPROTOOPT:
    case EOPNOTSUPP: return Outcome::kSkipped;
    default: Pause(error); return Outcome::kFailed;
  }
}

void FdListener::Pause(int error) {
  std::uint64_t skipped = 0;
  if (log_limit_.Pass(loop_.now(), skipped)) {
    LogWarning("accept on ", address_.ToString(), ": ", ErrnoText(error), "; trying again every 100 ms (", skipped,
               " more failures since the last line)");
  }
  const auto resume = [](void* self) { static_cast<FdListener*>(self)->AcceptSome(); };
  pause_.Arm(loop_.timers(), loop_.now() + kAcceptPause, resume, this);
}

Result<Socket> Bind(const Address& address, UnixFile& file) {
  if (address.kind() == Address::Kind::kUnix) return UnixFile::Listen(address.host(), file);
  if (address.host().empty()) return ListenOnAll(address.port());
  const std::vector<SocketAddress> at_once = ResolveAtOnce(address);
  if (!at_once.empty()) return ListenOn(at_once.front());
  Result<std::vector<SocketAddress>> found = LookUp(address);
  if (!found) return found.status();
  return ListenOn(found->front());
}

}  // namespace

Result<std::unique_ptr<Listener>> ListenSystem(async::Loop& loop, const Address& address,
                                               Listener::OnAccept on_accept) {
  const std::string prefix = StrCat("listen ", AddressText(address), ": ");
  UnixFile file;
  Result<Socket> bound = Bind(address, file);
  if (!bound) return bound.status().Prefixed(prefix);
  auto listener = std::make_unique<FdListener>(loop, std::move(*bound), std::move(file), std::move(on_accept));
  if (Status started = listener->Start(); !started.ok()) return started.Prefixed(prefix);
  return std::unique_ptr<Listener>(std::move(listener));
}

}  // namespace elanus::net
