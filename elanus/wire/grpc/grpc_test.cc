// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// gRPC's small texts: each way, and what is no such text.
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "elanus/wire/grpc/base64.h"
#include "elanus/wire/grpc/message.h"
#include "elanus/wire/grpc/metainfo.h"
#include "elanus/wire/grpc/percent.h"
#include "elanus/wire/grpc/status.h"
#include "elanus/wire/grpc/timeout.h"
#include "elanus/wire/test_hex.h"

namespace elanus::wire {
namespace {

using namespace std::chrono_literals;

TEST(GrpcMessage, HasAFlagAndALength) {
  char prefix[GrpcPrefix::kSize];
  GrpcPrefix(true, 0x01020304).Write(prefix);
  EXPECT_EQ(ToHex({prefix, sizeof prefix}), "0101020304");
  EXPECT_TRUE(GrpcPrefix::Read(prefix).compressed);
  EXPECT_EQ(GrpcPrefix::Read(prefix).size, 0x01020304u);
  prefix[0] = 2;
  EXPECT_FALSE(GrpcPrefix::Read(prefix).compressed);
}

TEST(GrpcTimeout, IsWrittenInTheFinestUnitThatFitsAndNeverShorter) {
  const auto text = [](Duration d) { return std::string(GrpcTimeoutText(d).view()); };
  EXPECT_EQ(text(0ns), "0n");
  EXPECT_EQ(text(-1s), "0n");
  EXPECT_EQ(text(1ns), "1n");
  EXPECT_EQ(text(99'999'999ns), "99999999n");
  EXPECT_EQ(text(100ms), "100000u");
  EXPECT_EQ(text(100'000'001ns), "100001u");
  EXPECT_EQ(text(100s), "100000m");
  EXPECT_EQ(text(99'999'999s), "99999999S");
  EXPECT_EQ(text(100'000'000s), "1666667M");
  EXPECT_EQ(text(Duration::max()), "2562048H");
}

TEST(GrpcTimeout, IsReadInAllUnits) {
  EXPECT_EQ(ParseGrpcTimeout("1n"), 1ns);
  EXPECT_EQ(ParseGrpcTimeout("250u"), 250us);
  EXPECT_EQ(ParseGrpcTimeout("99999999m"), 99999999ms);
  EXPECT_EQ(ParseGrpcTimeout("0S"), 0s);
  EXPECT_EQ(ParseGrpcTimeout("7M"), 7min);
  EXPECT_EQ(ParseGrpcTimeout("2H"), 2h);
  EXPECT_EQ(ParseGrpcTimeout("99999999H"), Duration::max());
  for (const char* bad : {"", "1", "m", "-1m", "+1m", "1 m", "1.5S", "123456789m", "1s", "1h", "0x1m", "1mm"}) {
    EXPECT_FALSE(ParseGrpcTimeout(bad)) << bad;
  }
}

TEST(GrpcMessageText, TravelsAsPercent) {
  const auto encoded = [](std::string_view text) {
    Bytes out;
    AppendPercentEncoded(text, out);
    return std::string(out.view());
  };
  EXPECT_EQ(encoded("not now"), "not now");
  EXPECT_EQ(encoded("50% of \n\t\x7f"), "50%25 of %0A%09%7F");
  EXPECT_EQ(encoded("\xe2\x98\xba"), "%E2%98%BA");
  std::string all;
  for (int c = 0; c < 256; ++c) all += static_cast<char>(c);
  EXPECT_EQ(PercentDecoded(encoded(all)), all);
  EXPECT_EQ(PercentDecoded("100%, %4, %zz %e2%98%BA%"), "100%, %4, %zz \xe2\x98\xba%");
}

TEST(GrpcBase64, IsWrittenWithoutPaddingAndReadBothWays) {
  const std::pair<const char*, const char*> table[] = {{"", ""},        {"f", "Zg"},        {"fo", "Zm8"},
                                                       {"foo", "Zm9v"}, {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"},
                                                       {"\xff", "/w"},  {"\xfb\xef", "++8"}};
  for (const auto& [bytes, text] : table) {
    Bytes out;
    AppendBase64(bytes, out);
    EXPECT_EQ(out.view(), text);
    std::string padded = text;
    while (padded.size() % 4 != 0) padded += '=';
    for (const std::string& form : {std::string(text), padded}) {
      out.Clear();
      EXPECT_TRUE(AppendFromBase64(form, out)) << form;
      EXPECT_EQ(out.view(), bytes);
    }
  }
  for (const char* bad : {"Z", "Zg===", "Z=g=", "Zm9v=", "Z m8", "Zm9*", "\xff\xff\xff\xff", "===="}) {
    Bytes out;
    out.Append("kept");
    EXPECT_FALSE(AppendFromBase64(bad, out)) << bad;
    EXPECT_EQ(out.view(), "kept");
  }
}

TEST(GrpcMetainfo, IsLowerCaseWithDashesOnTheWayAndUpperCaseWithUnderscoresThere) {
  const auto travelling = [](std::string_view key) {
    Bytes out;
    AppendMetainfoKey(key, out);
    return std::string(out.view());
  };
  const auto known = [](std::string_view key) {
    Bytes out;
    AppendMetainfoKeyRead(key, out);
    return std::string(out.view());
  };
  EXPECT_EQ(travelling("Mixed-Case_Key"), "mixed-case-key");
  EXPECT_EQ(travelling("a b:\r\n\xc3~"), "a-b----~");
  EXPECT_EQ(known("mixed-case-key"), "MIXED_CASE_KEY");
  EXPECT_EQ(known("traceparent"), "traceparent");
  EXPECT_EQ(known("service.name"), "service.name");
  EXPECT_EQ(known("ot-tracer-traceid"), "ot-tracer-traceid");
  EXPECT_EQ(known("traceparents"), "TRACEPARENTS");
}

TEST(GrpcStatus, NumbersAreCodesAndTypes) {
  EXPECT_EQ(GrpcStatusNumber(FailedPrecondition("not now"), true), 9u);
  EXPECT_EQ(GrpcStatusNumber(BizError(1001, "x"), true), 13u);
  EXPECT_EQ(GrpcStatusNumber(ApplicationError(AppException::kUnknownMethod, "x"), true), 12u);
  EXPECT_EQ(GrpcStatusNumber(ApplicationError(AppException::kUnknownService, "x"), false), 12u);
  EXPECT_EQ(GrpcStatusNumber(ApplicationError(AppException::kInternalError, "x"), true), 13u);
  EXPECT_EQ(GrpcStatusNumber(ApplicationError(AppException::kProtocolError, "x"), true), 7u);
  EXPECT_EQ(GrpcStatusNumber(ApplicationError(AppException::kProtocolError, "x"), false), 13u);
  EXPECT_EQ(GrpcStatusNumber(ApplicationError(0, "x"), true), 2u) << "0 would be success";
  EXPECT_EQ(GrpcStatusNumber(ApplicationError(9, "x"), true), 9u);
  EXPECT_EQ(GrpcStatusNumber(ApplicationError(12345, "x"), true), 12345u);

  EXPECT_TRUE(StatusFromGrpc(0, "").ok());
  EXPECT_EQ(StatusFromGrpc(16, "who?").code(), Code::kUnauthenticated);
  EXPECT_EQ(StatusFromGrpc(12345, "x").app_exception(), 12345);
  EXPECT_EQ(StatusFromGrpc(GrpcStatusNumber(ApplicationError(-7, "x"), true), "x").app_exception(), -7);
}

TEST(GrpcStatus, OfResetsAndForeignAnswers) {
  const std::pair<std::uint32_t, Code> resets[] = {
      {0, Code::kInternal},          {8, Code::kCancelled},          {7, Code::kUnavailable},
      {3, Code::kResourceExhausted}, {11, Code::kResourceExhausted}, {12, Code::kPermissionDenied},
      {13, Code::kInternal},         {14, Code::kUnknown},           {1000, Code::kUnavailable}};
  for (const auto& [code, expected] : resets) EXPECT_EQ(StatusFromReset(code).code(), expected) << code;
  EXPECT_EQ(StatusFromReset(8).message(), "the stream was reset: CANCEL");
  EXPECT_EQ(StatusFromHttp(502).code(), Code::kUnavailable);
  EXPECT_EQ(StatusFromHttp(404).code(), Code::kUnimplemented);
  EXPECT_EQ(StatusFromHttp(418).code(), Code::kUnknown);
}

}  // namespace
}  // namespace elanus::wire
