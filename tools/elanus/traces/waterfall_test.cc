// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Golden text, and that names cannot drive the terminal.
#include "tools/elanus/traces/waterfall.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tools/elanus/traces/test_spans.h"

namespace elanus::traces {
namespace {

using testing::HasSubstr;
using testing::Not;

WaterfallStyle Wide100() {
  WaterfallStyle style;
  style.columns = 100;
  return style;
}

TEST(Waterfall, LooksLikeThis) {
  EXPECT_EQ(Waterfall(TestTrace(GuideSpans(/*failing=*/true)), Wide100()),
            R"(CallUserServiceWorkflow  10.0 ms  10 spans of 2 services  TTHeader|Framed  1 error
4bf92f3577b34da6a3ce929d0e0e4736  2025-11-22T15:40:59.123Z
CallUserServiceWorkflow             user-client  ##--------------------##--------------##   10.0 ms
|- user.UserService/CreateUser      user-client    ~~----------------~~                     5.00 ms
|  `- user.UserService/CreateUser   user-service     ##------------##                       4.00 ms
|     `- UserService.CreateUser     user-service       ##--------##                         3.00 ms
|        `- MySQL.InsertUser        user-service         ########                           2.00 ms
`- user.UserService/GetUser         user-client                          ~~----------~~     3.50 ms
   `- user.UserService/GetUser      user-service                           #--------#       2.50 ms
      `- UserService.GetUser        user-service                           #-----#--#       2.30 ms
         |- MySQL.SelectUser        user-service                           ######           1.30 ms
         `- ! GetUserFromCache      user-service                                 ###         700 us
! user-service GetUserFromCache: dial tcp 127.0.0.1:6379: connection refused
)");
}

TEST(Waterfall, LooksLikeThisWithLinesAndColor) {
  WaterfallStyle style = Wide100();
  style.unicode = true;
  std::vector<Span> spans = GuideSpans();
  spans.resize(3);
  EXPECT_EQ(Waterfall(TestTrace(spans), style),
            R"(CallUserServiceWorkflow  10.0 ms  3 spans of 2 services  TTHeader|Framed
4bf92f3577b34da6a3ce929d0e0e4736  2025-11-22T15:40:59.123Z
CallUserServiceWorkflow             user-client  ━━────────────────────━━━━━━━━━━━━━━━━━━   10.0 ms
└─ user.UserService/CreateUser      user-client    ┄┄────────────────┄┄                     5.00 ms
   └─ user.UserService/CreateUser   user-service     ━━━━━━━━━━━━━━━━                       4.00 ms
)");
  style.color = true;
  EXPECT_THAT(Waterfall(TestTrace(spans), style), HasSubstr("\x1b[1mCallUserServiceWorkflow\x1b[0m"));
}

TEST(Waterfall, DetailsSayAllThatASpanSays) {
  WaterfallStyle style = Wide100();
  style.details = true;
  std::vector<Span> spans = GuideSpans(/*failing=*/true);
  spans[9].attributes.emplace_back("cache.system", Value(std::string("redis")));
  spans[9].attributes.emplace_back("list", Value(Value::Array{Value(std::int64_t{1}), Value(true)}));
  spans[9].attributes.emplace_back("stack", Value(std::string("one\ntwo")));
  spans[9].dropped_attributes = 3;
  std::string text = Waterfall(TestTrace(spans), style);
  EXPECT_THAT(text, HasSubstr("GetUserFromCache  client  user-service\n"
                              "    span 000000000000000a  parent 0000000000000008  at +8.10 ms  for 700 us\n"
                              "    status ERROR dial tcp 127.0.0.1:6379: connection refused\n"
                              "    cache.system = redis\n"
                              "    list = [1, true]\n"
                              "    stack = one\n"
                              "        two\n"
                              "    (3 attributes dropped)\n"
                              "    +8.80 ms  exception\n"
                              "        exception.message = dial tcp 127.0.0.1:6379: connection refused\n"));
  EXPECT_THAT(text, HasSubstr("    request 500 us before the server began\n"));
}

TEST(Waterfall, NamesCannotDriveTheTerminal) {
  auto origin = TestOrigin("evil\x1b]0;title\x07");
  Span span = TestSpan(1, 0, "name\x1b[2J\r\n\xFF", 0, 5, origin);
  span.status = SpanStatus::kError;
  span.status_message = "oops\x1b[31m";
  span.attributes.emplace_back("key\x1b", Value(std::string("\x1b[5m\r")));
  WaterfallStyle style;
  style.details = true;
  style.unicode = true;
  std::string text = Waterfall(TestTrace({span}), style);
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(text, Not(HasSubstr("\r")));
  EXPECT_THAT(text, Not(HasSubstr("\x07")));
  EXPECT_THAT(text, HasSubstr("name?[2J???"));
}

TEST(Waterfall, NamesKeepTheirScriptUnlessTheTerminalCannot) {
  Trace trace = TestTrace({TestSpan(1, 0, "用户服务", 0, 5, TestOrigin("s"))});
  WaterfallStyle style;
  EXPECT_THAT(Waterfall(trace, style), HasSubstr("\n用户服务   s "));
  style.ascii = true;
  EXPECT_THAT(Waterfall(trace, style), HasSubstr("\n????   s "));
}

TEST(Waterfall, MissingParentsEmptyTracesAndLongOnes) {
  auto origin = TestOrigin("s");
  std::string text = Waterfall(TestTrace({TestSpan(5, 0x77, "child", 0, 10, origin)}), Wide100());
  EXPECT_THAT(text, HasSubstr("remote parent 0000000000000077"));
  EXPECT_THAT(text, HasSubstr("`- child"));

  Trace empty;
  empty.id = kTestTrace;
  empty.dropped_spans = 3;
  EXPECT_THAT(Waterfall(empty), HasSubstr("0 spans  (3 spans more did not fit)"));

  std::vector<Span> many;
  for (SpanId id = 1; id <= 500; ++id) many.push_back(TestSpan(id, id - 1, "deep", id, 1000, origin));
  WaterfallStyle style = Wide100();
  style.max_rows = 100;
  text = Waterfall(TestTrace(many), style);
  EXPECT_THAT(text, HasSubstr("... and 400 rows more"));
  EXPECT_THAT(text, HasSubstr("\n.. "));
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 2 + 100 + 1);
}

}  // namespace
}  // namespace elanus::traces
