// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/base/status.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>

namespace elanus {
namespace {

class UserNotFound : public DeclaredException {
 public:
  static constexpr std::string_view kName = "UserNotFound";
  UserNotFound() = default;
  explicit UserNotFound(std::int64_t id) : id(id) {}
  std::int64_t id = 0;
};

class OutOfStock : public DeclaredException {};

static_assert(IsDeclaredException<UserNotFound>);
static_assert(!IsDeclaredException<DeclaredException>);
static_assert(sizeof(Status) <= 2 * sizeof(void*));

TEST(Status, IsOkByDefault) {
  const Status status;
  EXPECT_TRUE(status.ok());
  EXPECT_TRUE(static_cast<bool>(status));
  EXPECT_EQ(status.code(), Code::kOk);
  EXPECT_EQ(status.message(), "");
  EXPECT_EQ(status.ToString(), "ok");
  EXPECT_EQ(status.biz(), nullptr);
  EXPECT_EQ(status.As<UserNotFound>(), nullptr);
  EXPECT_FALSE(status.app_exception().has_value());
  EXPECT_FALSE(status.remote());
  EXPECT_TRUE(Status(Code::kOk, "a text that says nothing").ok());
}

TEST(Status, AFailureHasACodeAndAText) {
  const Status status = DeadlineExceeded("rpc timeout: ", 50, " ms");
  EXPECT_FALSE(status.ok());
  EXPECT_EQ(status.code(), Code::kDeadlineExceeded);
  EXPECT_EQ(status.ToString(), "DeadlineExceeded: rpc timeout: 50 ms");
  const Status copy = status;
  EXPECT_EQ(&copy.message(), &status.message()) << "copies share their contents";
}

TEST(Status, EachMakerMakesItsCode) {
  EXPECT_EQ(Cancelled().code(), Code::kCancelled);
  EXPECT_EQ(InvalidArgument().code(), Code::kInvalidArgument);
  EXPECT_EQ(NotFound().code(), Code::kNotFound);
  EXPECT_EQ(ResourceExhausted().code(), Code::kResourceExhausted);
  EXPECT_EQ(FailedPrecondition().code(), Code::kFailedPrecondition);
  EXPECT_EQ(Unimplemented().code(), Code::kUnimplemented);
  EXPECT_EQ(Internal().code(), Code::kInternal);
  EXPECT_EQ(Unavailable().code(), Code::kUnavailable);
  EXPECT_EQ(DataLoss().code(), Code::kDataLoss);
  EXPECT_TRUE(Ok().ok());
}

TEST(Status, CodesHaveNamesAndGrpcsNumbers) {
  std::set<std::string_view> names;
  for (int code = 0; code <= 16; ++code) names.insert(CodeName(static_cast<Code>(code)));
  EXPECT_EQ(names.size(), 17U);
  EXPECT_EQ(static_cast<int>(Code::kDeadlineExceeded), 4);
  EXPECT_EQ(static_cast<int>(Code::kUnauthenticated), 16);
  EXPECT_EQ(CodeName(Code::kBizError), "BizError");
  EXPECT_EQ(CodeName(Code::kException), "Exception");
  EXPECT_EQ(CodeName(static_cast<Code>(200)), "Unknown");
}

TEST(Status, HoldsADeclaredException) {
  const Status status = UserNotFound(7);
  EXPECT_EQ(status.code(), Code::kException);
  EXPECT_EQ(status.message(), "UserNotFound");
  ASSERT_NE(status.As<UserNotFound>(), nullptr);
  EXPECT_EQ(status.As<UserNotFound>()->id, 7);
  EXPECT_EQ(status.As<OutOfStock>(), nullptr);
  EXPECT_TRUE(status.is_result());
}

TEST(Status, HoldsABusinessError) {
  const Status status = BizError(404, "no such user", {{"hint", "sign up"}});
  EXPECT_EQ(status.code(), Code::kBizError);
  ASSERT_NE(status.biz(), nullptr);
  EXPECT_EQ(status.biz()->code, 404);
  EXPECT_EQ(status.biz()->message, "no such user");
  EXPECT_EQ(status.biz()->extra.at("hint"), "sign up");
  EXPECT_TRUE(status.is_result());
  EXPECT_EQ(status.ToString(), "BizError: no such user");
}

TEST(Status, ApplicationErrorsKeepTheirType) {
  const Status unknown = ApplicationError(AppException::kUnknownMethod, "unknown method X");
  EXPECT_EQ(unknown.code(), Code::kUnimplemented);
  EXPECT_EQ(unknown.app_exception(), 1);
  EXPECT_EQ(ApplicationError(AppException::kUnknownService, "").code(), Code::kUnimplemented);
  EXPECT_EQ(ApplicationError(AppException::kProtocolError, "").code(), Code::kInvalidArgument);
  EXPECT_EQ(ApplicationError(AppException::kInternalError, "").code(), Code::kInternal);
  EXPECT_EQ(ApplicationError(4711, "").app_exception(), 4711);
  EXPECT_FALSE(unknown.is_result());
}

TEST(Status, PrefixedAndAsRemoteKeepTheRest) {
  const Status status = BizError(1, "text").Prefixed("attempt 2: ").AsRemote();
  EXPECT_EQ(status.message(), "attempt 2: text");
  EXPECT_TRUE(status.remote());
  ASSERT_NE(status.biz(), nullptr);
  EXPECT_EQ(status.biz()->message, "text");
  EXPECT_TRUE(Ok().Prefixed("x").ok());
  EXPECT_TRUE(Ok().AsRemote().ok());
  EXPECT_FALSE(Ok().AsRemote().remote());
}

TEST(Status, FailPrintsTheReasonAndGivesTheExitCode) {
  testing::internal::CaptureStderr();
  EXPECT_EQ(Fail(Unavailable("listen :1: permission denied")), 1);
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "Unavailable: listen :1: permission denied\n");
}

}  // namespace
}  // namespace elanus
