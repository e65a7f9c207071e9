// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/thrift/application_exception.h"

#include <gtest/gtest.h>

#include "elanus/wire/test_hex.h"

namespace elanus::wire {
namespace {

Status ReadHex(const char* hex) {
  const std::string bytes = FromHex(hex);
  Reader r(bytes);
  return ReadApplicationException(r);
}

TEST(ApplicationException, WritesExactlyTwoFieldsInOrder) {
  Bytes out;
  Writer w(out);
  WriteApplicationException(w, 6, "biz error: boom");
  EXPECT_EQ(ToHex(out.view()), "0b00010000000f62697a206572726f723a20626f6f6d0800020000000600");
}

TEST(ApplicationException, IsARemoteFailure) {
  const Status status = ReadHex("0b0001 00000004 626f6f6d 080002 00000006 00");
  EXPECT_EQ(status.app_exception(), 6);
  EXPECT_EQ(status.message(), "boom");
  EXPECT_TRUE(status.remote());
}

TEST(ApplicationException, TakesFieldsInAnyOrderAndSkipsOthers) {
  const Status status =
      ReadHex("0b0003 00000002 7878 080002 00000014 0c0009 0b0001 00000000 00 080001 00000001 0b0001 00000001 62 00");
  EXPECT_EQ(status.app_exception(), 20);
  EXPECT_EQ(status.message(), "b");
}

TEST(ApplicationException, HasKitexTextsForEmptyMessages) {
  EXPECT_EQ(ReadHex("080002 00000007 00").message(), "unknown protocol error");
  EXPECT_EQ(ReadHex("080002 00000001 0b0001 00000000 00").message(), "unknown method");
  EXPECT_EQ(ReadHex("00").message(), "unknown application exception");
}

TEST(ApplicationException, KeepsTypesOfTheUser) {
  EXPECT_EQ(ReadHex("0b0001 00000001 61 080002 000004d2 00").app_exception(), 1234);
}

TEST(ApplicationException, BadBytesAreALocalFailure) {
  const std::string bytes = FromHex("0b0001 00000004 626f");
  Reader r(bytes);
  const Status status = ReadApplicationException(r);
  EXPECT_FALSE(r.ok());
  EXPECT_EQ(status.app_exception(), 7);
  EXPECT_FALSE(status.remote());
}

}  // namespace
}  // namespace elanus::wire
