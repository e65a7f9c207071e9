// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Wrong options are said by the client's status and by every call.
#include <gtest/gtest.h>

#include "tests/unary/shop_handler.h"

namespace elanus {
namespace {

Task<Result<std::string>> EchoTo(shop::ShopClient& client, std::string address) {
  co_return co_await client.Echo({}, "x", CallOptions().HostPort(address));
}

TEST(ClientOptions, WrongOnesAreSaidByTheClient) {
  ShopPair pair(std::make_shared<ShopHandler>(), 1, {}, {WithTransportProtocol(Transport::kTTHeaderStreaming)});
  EXPECT_EQ(pair.client().status().code(), Code::kUnimplemented);
  EXPECT_EQ(pair.Run(EchoTo(pair.client(), "server:8888")).status().code(), Code::kUnimplemented);
  ShopPair fine(std::make_shared<ShopHandler>());
  EXPECT_EQ(*fine.Run(EchoTo(fine.client(), "server:8888")), "x");
  EXPECT_EQ(fine.Run(EchoTo(fine.client(), "nonsense")).status().code(), Code::kInvalidArgument);
  EXPECT_EQ(fine.Run(EchoTo(fine.client(), "elsewhere:1")).status().code(), Code::kUnavailable);
}

}  // namespace
}  // namespace elanus
