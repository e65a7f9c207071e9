// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What is special to dialling on the machine's network; the rest is in stream_contract_test.cc.
#include "elanus/net/dial.h"

#include <gtest/gtest.h>
#include <sys/socket.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "elanus/net/socket.h"
#include "elanus/net/test_world.h"

namespace elanus::net {
namespace {

class DialTest : public testing::Test {
 protected:
  Status Dial(const Address& address, async::Until until = async::Until()) {
    Status status;
    world_.Run(DialInto(world_.runtime(), address, until, status));
    return status;
  }
  static Task<void> DialInto(Runtime& runtime, Address address, async::Until until, Status& status) {
    auto stream = co_await DialSystem(runtime, std::move(address), until);
    status = stream.status();
  }

  SystemWorld world_{Address::Tcp("127.0.0.1", 0)};
};

// A port of 127.0.0.1 where nobody listens: it is bound, so that nobody else takes it.
class DeadPort {
 public:
  DeadPort() : socket_(*Socket::Open(AF_INET)) {
    const SocketAddress any = *SocketAddress::Number("127.0.0.1", 0);
    EXPECT_EQ(bind(socket_.fd(), any.get(), any.size()), 0);
  }
  std::uint16_t port() const { return SocketAddress::Local(socket_.fd()).port(); }

 private:
  Socket socket_;
};

TEST_F(DialTest, RefusalNamesTheAddress) {
  const DeadPort dead;
  const Status status = Dial(Address::Tcp("127.0.0.1", dead.port()));
  EXPECT_EQ(status.ToString(), StrCat("Unavailable: dial tcp 127.0.0.1:", dead.port(), ": connection refused"));
}

TEST_F(DialTest, LocalhostTellsOfItsFirstAddress) {
  const DeadPort dead;
  const Status status = Dial(Address::Tcp("localhost", dead.port()));
  EXPECT_EQ(status.ToString(), StrCat("Unavailable: dial tcp 127.0.0.1:", dead.port(), ": connection refused"));
}

TEST_F(DialTest, LocalhostTriesIpv6) {
  const auto listening = ListenOn(*SocketAddress::Number("::1", 0));
  if (!listening.ok()) GTEST_SKIP() << "this machine has no IPv6";
  const std::uint16_t port = SocketAddress::Local(listening->fd()).port();
  // Nobody must listen at the same port of IPv4.
  const Socket four = *Socket::Open(AF_INET);
  const SocketAddress taken = *SocketAddress::Number("127.0.0.1", port);
  if (bind(four.fd(), taken.get(), taken.size()) != 0) GTEST_SKIP() << "the port is in use on 127.0.0.1";
  EXPECT_EQ(Dial(Address::Tcp("localhost", port)).ToString(), "ok");
}

TEST_F(DialTest, UnknownHost) {
  const Status status = Dial(Address::Tcp("no-such-host.invalid", 80));
  EXPECT_EQ(status.code(), Code::kUnavailable);
  EXPECT_TRUE(status.message().starts_with("dial tcp no-such-host.invalid:80: lookup no-such-host.invalid: "))
      << status.ToString();
}

TEST_F(DialTest, UnixErrors) {
  EXPECT_EQ(Dial(Address::Unix("/no/such/file")).ToString(),
            "Unavailable: dial unix /no/such/file: no such file or directory");
  EXPECT_EQ(Dial(Address::Unix(std::string(200, 'x'))).code(), Code::kUnavailable);
}

// A listener whose queue is full: the kernel ignores who dials, as a host that is gone does.
class Silence {
 public:
  Silence() : listening_(*Socket::Open(AF_INET)) {
    const SocketAddress any = *SocketAddress::Number("127.0.0.1", 0);
    EXPECT_EQ(bind(listening_.fd(), any.get(), any.size()), 0);
    EXPECT_EQ(listen(listening_.fd(), 0), 0);
    for (int i = 0; i < 2; ++i) {
      waiting_.push_back(*Socket::Open(AF_INET));
      (void)waiting_.back().Connect(SocketAddress::Local(listening_.fd()));
    }
  }
  Address address() const { return SocketAddress::Local(listening_.fd()).ToAddress(); }

 private:
  Socket listening_;
  std::vector<Socket> waiting_;
};

TEST_F(DialTest, DeadlineWhileConnecting) {
  const Silence silence;
  const async::Until until(world_.loop().now() + std::chrono::milliseconds(20));
  EXPECT_EQ(Dial(silence.address(), until).ToString(),
            StrCat("DeadlineExceeded: dial tcp ", silence.address().ToString(), ": i/o timeout"));
}

Task<void> CancelWhileConnecting(SystemWorld& world, Address address, Status& status) {
  async::CancelSignal cancel;
  world.loop().Post([&cancel] { cancel.Fire(); });
  auto stream = co_await DialSystem(world.runtime(), std::move(address), async::Until(TimePoint::Never(), &cancel));
  status = stream.status();
}

TEST_F(DialTest, CancelWhileConnecting) {
  const Silence silence;
  Status status;
  world_.Run(CancelWhileConnecting(world_, silence.address(), status));
  EXPECT_EQ(status.ToString(), StrCat("Cancelled: dial tcp ", silence.address().ToString(), ": cancelled"));
}

}  // namespace
}  // namespace elanus::net
