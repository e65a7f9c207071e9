// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protocol/builtin.h"

#include <gtest/gtest.h>

namespace elanus::protocol {
namespace {

// Else a server could not say what a stranger speaks.
TEST(BuiltinProtocols, TheLastOneTakesEveryConnection) {
  ASSERT_FALSE(BuiltinProtocols().empty());
  for (const std::string_view first : {"GET / HT", "PRI * HT", "\xde\xad\xbe\xef\xde\xad\xbe\xef"}) {
    EXPECT_EQ(BuiltinProtocols().back()->Sniff(first), session::Match::kYes) << first;
  }
}

TEST(BuiltinProtocols, EightBytesAreEnough) {
  for (const session::Protocol* protocol : BuiltinProtocols()) {
    for (const std::string_view first : {"GET / HT", "PRI * HT", "\x80\x01\x01\x01\x01\x01\x01\x01"}) {
      EXPECT_NE(protocol->Sniff(first), session::Match::kMore) << protocol->name();
    }
  }
}

}  // namespace
}  // namespace elanus::protocol
