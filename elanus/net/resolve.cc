// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/net/resolve.h"

#include <netdb.h>

#include <cerrno>
#include <memory>
#include <utility>

#include "elanus/async/event.h"
#include "elanus/net/socket.h"

namespace elanus::net {
namespace {

// Shared by the waiter and the thread that blocks: either may be gone first. `found` is the thread's until `done`.
class Pending {
 public:
  explicit Pending(Address address) : address(std::move(address)) {}
  const Address address;
  Result<std::vector<SocketAddress>> found;
  async::Event done;
};

std::string LookUpText(int error) {
  if (error == EAI_SYSTEM) return ErrnoText(errno);
  // Go's words, which operators search for.
  if (error == EAI_NONAME || error == EAI_NODATA) return "no such host";
  if (error == EAI_AGAIN) return "temporary failure in name resolution";
  return gai_strerror(error);
}

}  // namespace

std::vector<SocketAddress> ResolveAtOnce(const Address& address) {
  std::vector<SocketAddress> found;
  const bool here = address.host().empty() || address.host() == "localhost";
  if (const auto first = SocketAddress::Number(here ? "127.0.0.1" : address.host(), address.port())) {
    found.push_back(*first);
  }
  if (here) found.push_back(*SocketAddress::Number("::1", address.port()));
  return found;
}

Result<std::vector<SocketAddress>> LookUp(const Address& address) {
  addrinfo hints = {};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_ADDRCONFIG;
  addrinfo* first = nullptr;
  if (const int error = getaddrinfo(address.host().c_str(), nullptr, &hints, &first); error != 0) {
    return Unavailable("lookup ", address.host(), ": ", LookUpText(error));
  }
  std::vector<SocketAddress> found;
  for (const addrinfo* each = first; each != nullptr; each = each->ai_next) {
    found.push_back(SocketAddress::Copy(each->ai_addr, each->ai_addrlen));
    found.back().set_port(address.port());
  }
  freeaddrinfo(first);
  return found;
}

Task<Result<std::vector<SocketAddress>>> Resolve(Runtime& runtime, Address address, async::Until until) {
  std::vector<SocketAddress> at_once = ResolveAtOnce(address);
  if (!at_once.empty()) co_return std::move(at_once);
  async::Loop* const loop = async::Loop::Current();
  auto pending = std::make_shared<Pending>(std::move(address));
  // The thread gives its reference to the loop: the event dies where it is waited for.
  std::function<void()> work = [loop, pending] {
    pending->found = LookUp(pending->address);
    loop->Post([pending] { pending->done.Set(); });
  };
  Status queued = runtime.Block(std::move(work));
  if (!queued.ok()) co_return std::move(queued);
  Status waited = co_await pending->done.Wait(until);
  if (!waited.ok()) {
    co_return Status(waited.code(), StrCat("lookup ", pending->address.host(), ": ",
                                           waited.code() == Code::kCancelled ? "cancelled" : "i/o timeout"));
  }
  co_return std::move(pending->found);
}

}  // namespace elanus::net
