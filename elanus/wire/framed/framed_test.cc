// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/framed/framed.h"

#include <gtest/gtest.h>

#include "elanus/wire/test_hex.h"

namespace elanus::wire {
namespace {

TEST(Framed, PatchesTheLengthBehindOtherBytes) {
  Bytes out;
  out.Append("before");
  const std::size_t mark = BeginFrame(out);
  out.Append("0123456789abcdef");
  ASSERT_TRUE(EndFrame(out, mark).ok());
  EXPECT_EQ(ToHex(out.view().substr(6, 4)), "00000010");
  EXPECT_EQ(out.size(), 26u);
}

}  // namespace
}  // namespace elanus::wire
