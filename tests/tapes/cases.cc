// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/tapes/cases.h"

#include <gtest/gtest.h>

#include <bit>
#include <chrono>
#include <limits>
#include <map>
#include <string_view>
#include <vector>

#include "elanus/async/cancel.h"
#include "elanus/async/event.h"
#include "elanus/async/scope.h"
#include "elanus/async/wait.h"
#include "elanus/base/check.h"
#include "tests/tapes/handler.h"
#include "tests/tapes/json.h"

namespace elanus::tapes {

namespace {

using interop::Choice;
using interop::Colour;
using interop::Everything;
using interop::Inner;
using interop::New;
using interop::Old;
using std::chrono::milliseconds;

template <class T>
void Tell(Caller& caller, const Result<T>& result) {
  result.ok() ? caller.Got(Json(*result)) : caller.Failed(result.status());
}

Task<void> Ping(Caller& caller) {
  const auto reply = co_await caller.client().Ping({}, "hi");
  Tell(caller, reply);
}

Task<void> Echo(Caller& caller, Everything value) {
  const auto reply = co_await caller.client().EchoEverything({}, value);
  Tell(caller, reply);
  if (reply.ok()) {
    EXPECT_EQ(*reply, value) << "what comes back is what was sent";
  }
}

Task<void> AllFields(Caller& caller) {
  Everything v("M");
  v.b = true;
  v.y = -8;
  v.s = -30000;
  v.i = 2'000'000'000;
  v.l = -9'000'000'000'000'000'000;
  v.d = 3.5;
  v.str = "häÿ世界🙂";
  v.bin = std::string("\x00\xff\x80", 3);
  v.colour = Colour::BLUE;
  v.ints = {1, -2, 3};
  v.words = {"a", "b"};
  Inner x("x");
  x.count = 1;
  x.tags = {"t"};
  v.inners["k"] = x;
  v.inner = Inner("y");
  v.nested.resize(2);
  v.nested[0].emplace_back()[1] = "one";
  v.maybe = "m";
  v.at = 1'700'000'000;
  v.choice.emplace().set_number(5);
  v.with_default = 1;
  v.with_text = "w";
  v.colours = {Colour::RED, Colour::GREEN};
  v.by_colour[Colour::RED].emplace_back("z");
  v.maybe_double = 0;
  v.maybe_bool = false;
  v.maybe_binary = "";
  co_await Echo(caller, v);
}

Task<void> MustOnly(Caller& caller) { co_await Echo(caller, Everything("M")); }

Task<void> OptionalZero(Caller& caller) {
  Everything v("M");
  v.maybe = "";
  v.maybe_double = 0;
  v.maybe_bool = false;
  v.maybe_binary = "";
  co_await Echo(caller, v);
}

Everything Smallest() {
  Everything v;
  v.y = INT8_MIN;
  v.s = INT16_MIN;
  v.i = INT32_MIN;
  v.l = INT64_MIN;
  v.d = std::bit_cast<double>(0x7ff8000000000001u);  // Go's NaN
  return v;
}

Everything Largest() {
  Everything v;
  v.y = INT8_MAX;
  v.s = INT16_MAX;
  v.i = INT32_MAX;
  v.l = INT64_MAX;
  v.at = INT64_MAX;
  v.d = std::numeric_limits<double>::infinity();
  for (int i = 0; i < 7000; ++i) v.str += "0123456789";
  v.bin = Counting(256, '\0');
  for (int i = 0; i < 1000; ++i) v.ints.push_back(i * i);
  v.words = {"", "🙂", "\xf4\x8f\xbf\xbf"};
  v.must = "M";
  return v;
}

Task<void> Extremes(Caller& caller) {
  const auto small = co_await caller.client().EchoEverything({}, Smallest());
  EXPECT_TRUE(small.ok() && small->d != small->d && small->l == INT64_MIN);
  const Everything largest = Largest();
  const auto large = co_await caller.client().EchoEverything({}, largest);
  EXPECT_TRUE(large.ok() && *large == largest);
  Everything v("M");
  v.d = -std::numeric_limits<double>::infinity();
  v.str = "🙂🧑‍🚀";
  const auto text = co_await caller.client().EchoEverything({}, v);
  EXPECT_TRUE(text.ok() && *text == v);
  const Everything plain("M");
  v = plain;
  v.d = -0.0;
  const auto zero = co_await caller.client().EchoEverything({}, v);
  EXPECT_TRUE(zero.ok() && std::bit_cast<std::uint64_t>(zero->d) == std::uint64_t{1} << 63);
  caller.Got("\"NaN +Inf -Inf -0\"");
}

Task<void> EverythingNil(Caller& caller) {
  absent::EverythingNil nil("M");
  const auto reply = co_await caller.absent().EchoEverything({}, nil);
  Tell(caller, reply);
}

Task<void> UnknownFields(Caller& caller) {
  New grown(1);
  grown.b = "b";
  grown.c.emplace()["c"] = {Inner("c1"), Inner("c2")};
  grown.d = {4, 5};
  grown.e.emplace().set_text("e");
  // The client here calls EchoOld with it, and so reads an Old as a New.
  const auto reply = co_await caller.absent().EchoOld({}, grown);
  Tell(caller, reply);
}

Task<void> UnionText(Caller& caller) {
  New v(2);
  v.e.emplace().set_text("text");
  const auto reply = co_await caller.client().EchoNew({}, v);
  Tell(caller, reply);
}

Task<void> UnionInner(Caller& caller) {
  New v(2);
  v.e.emplace().set_inner(Inner("arm"));
  const auto reply = co_await caller.client().EchoNew({}, v);
  Tell(caller, reply);
}

Task<void> Join(Caller& caller) {
  const Inner inner("n");
  const auto reply = co_await caller.client().Join({}, "a", 9, inner);
  Tell(caller, reply);
}

Task<void> Nothing(Caller& caller) {
  const Status status = co_await caller.client().Nothing({});
  caller.Worked(status);
}

Task<void> Oneway(Caller& caller) {
  const std::string key = "k0123abcd";
  for (int i = 0; i < 3; ++i) {
    const Status sent = co_await caller.client().Notify({}, key);
    caller.Worked(sent);
  }
  const auto count = co_await caller.client().Notified({}, key);
  Tell(caller, count);
}

Task<void> Raise(Caller& caller, int kind) {
  const auto reply = co_await caller.client().Raise({}, kind);
  Tell(caller, reply);
  const Status status = reply.status();
  if (const auto* not_found = status.As<interop::NotFound>()) caller.Got(Json(*not_found));
  if (const auto* denied = status.As<interop::Denied>()) caller.Got(Json(*denied));
}

Task<void> Again(Caller& caller) {
  const auto reply = co_await caller.client().Ping({}, "again");
  caller.Worked(reply.status());
  if (reply.ok()) {
    EXPECT_EQ(*reply, "again");
  }
}

Task<void> RaiseNotFound(Caller& caller) { co_await Raise(caller, 1); }
Task<void> RaiseDenied(Caller& caller) { co_await Raise(caller, 2); }
Task<void> RaiseBiz(Caller& caller) { co_await Raise(caller, 5); }
Task<void> RaiseNothing(Caller& caller) { co_await Raise(caller, 6); }
Task<void> RaiseFine(Caller& caller) { co_await Raise(caller, 7); }

Task<void> HandlerError(Caller& caller) {
  co_await Raise(caller, 3);
  co_await Again(caller);
}

Task<void> Panic(Caller& caller) {
  co_await Raise(caller, 4);
  co_await Again(caller);
}

Task<void> UnknownMethod(Caller& caller) {
  const auto reply = co_await caller.absent().NoSuchMethod({}, "hi");
  Tell(caller, reply);
}

Task<void> UnknownService(Caller& caller) {
  const auto reply = co_await caller.no_such_service().NoSuchMethod({}, "hi");
  Tell(caller, reply);
}

Task<void> WrongService(Caller& caller) {
  const auto reply = co_await caller.no_such_service().Ping({}, "hi");
  Tell(caller, reply);
}

void GotAfter(Caller& caller, TimePoint start) {
  caller.Got(StrCat("{\"after_ms\":", (caller.stage().loop().now() - start).count() / 1'000'000, "}"));
}

// Two more calls: at once, and after the late answer.
Task<void> AgainAndLater(Caller& caller) {
  co_await Again(caller);
  (void)co_await SleepFor(caller.stage().Of(milliseconds(600)));
  co_await Again(caller);
}

Task<void> Timeout(Caller& caller) {
  const TimePoint start = caller.stage().loop().now();
  CallOptions options;
  options.Timeout(milliseconds(100));
  const auto reply = co_await caller.client().Sleep({}, 500, options);
  Tell(caller, reply);
  GotAfter(caller, start);
  co_await AgainAndLater(caller);
}

Task<void> SleepUnder(Caller& caller, async::CancelSignal& signal) {
  const ContextRoot root(caller.stage().loop().clock());
  const Context ctx = root.WithCancel(signal);
  const auto reply = co_await caller.client().Sleep(ctx, 500);
  Tell(caller, reply);
}

Task<void> Cancel(Caller& caller) {
  const TimePoint start = caller.stage().loop().now();
  async::CancelSignal signal;
  Scope scope;
  scope.Spawn(SleepUnder(caller, signal));
  (void)co_await SleepFor(milliseconds(50));
  signal.Fire();
  co_await scope.Join();
  GotAfter(caller, start);
  co_await AgainAndLater(caller);
}

Task<void> Payload64k(Caller& caller) {
  const std::string data = Counting(65536, '\3');
  const auto reply = co_await caller.client().Payload({}, data, 65536);
  if (!reply.ok()) {
    caller.Failed(reply.status());
    co_return;
  }
  EXPECT_TRUE(*reply == data);
  caller.Got(StrCat("{\"bytes\":", reply->size(), "}"));
}

Task<void> Meta(Caller& caller) {
  const ContextRoot root(caller.stage().loop().clock());
  const Context a = root.WithTransient("ta", "1");
  const Context b = a.WithTransient("Mixed-Case_Key.1", "ä🙂");
  const Context c = b.WithTransient("lower", "line\nquote\"\x01");
  const Context d = c.WithTransient("BYTES", std::string("\0\xff", 2));
  const Context ctx = d.WithPersistent("pa", "2");
  const auto reply = co_await caller.client().Meta(ctx, "");
  Tell(caller, reply);
}

Task<void> MetaBackward(Caller& caller) {
  Metadata back;
  CallOptions options;
  options.ReceiveBackward(back);
  const auto reply = co_await caller.client().Meta({}, "backward", options);
  caller.Worked(reply.status());
  caller.Got(Json(back.Find(MetaKind::kBackward, "bk")));
}

Task<void> Hop2(Caller& caller) {
  const ContextRoot root(caller.stage().loop().clock());
  const Context transient = root.WithTransient("ta", "1");
  const Context ctx = transient.WithPersistent("pa", "2");
  std::vector<std::string> route;
  std::vector<std::string> answers;
  const auto none = co_await caller.client().Hop(ctx, route, "hi");
  caller.Worked(none.status());
  route.push_back(caller.route());
  const auto one = co_await caller.second().Hop(ctx, route, "hi");
  caller.Worked(one.status());
  route.push_back(caller.route());
  const auto two = co_await caller.third().Hop(ctx, route, "hi");
  caller.Worked(two.status());
  if (none.ok() && one.ok() && two.ok()) answers = {*none, *one, *two};
  caller.Got(Json(answers));
}

using Case = Task<void> (*)(Caller&);

const std::map<std::string_view, Case>& Cases() {
  static const std::map<std::string_view, Case> cases = {
      {"biz_error", RaiseBiz},
      {"biz_error_no_meta", RaiseBiz},
      {"cancel", Cancel},
      {"denied", RaiseDenied},
      {"everything", AllFields},
      {"everything_empty", MustOnly},
      {"everything_nil", EverythingNil},
      {"extremes", Extremes},
      {"handler_error", HandlerError},
      {"hop2", Hop2},
      {"join", Join},
      {"meta", Meta},
      {"meta_backward", MetaBackward},
      {"not_found", RaiseNotFound},
      {"nothing", Nothing},
      {"oneway", Oneway},
      {"optional_absent", MustOnly},
      {"optional_zero", OptionalZero},
      {"panic", Panic},
      {"payload_64k", Payload64k},
      {"ping", Ping},
      {"raise_fine", RaiseFine},
      {"raise_nothing", RaiseNothing},
      {"timeout", Timeout},
      {"union_inner", UnionInner},
      {"union_text", UnionText},
      {"unknown_fields", UnknownFields},
      {"unknown_method", UnknownMethod},
      {"unknown_service", UnknownService},
      {"wrong_service", WrongService},
  };
  return cases;
}

ClientOption Options(Stage& stage, const Tape& tape, const Address& server) {
  const ClientOption all = ClientOptionsOf(tape, stage, "interop-client");
  const ClientOption where = WithHostPorts(server.ToString());
  const bool multiplexed = tape.multiplexed;
  return ClientOption([all, where, multiplexed](client::Config& config) {
    all.Apply(config);
    where.Apply(config);
    if (multiplexed) WithMuxConnection(1).Apply(config);
  });
}

}  // namespace

Caller::Caller(Stage& stage, const Tape& tape, const Address& server)
    : stage_(stage),
      tape_(tape),
      route_(StrCat(tape.folder.substr(0, tape.folder.find('-')), "@", server.ToString())),
      client_("interop", Options(stage, tape, server)),
      second_("interop", Options(stage, tape, server)),
      third_("interop", Options(stage, tape, server)),
      absent_("interop", Options(stage, tape, server)),
      no_such_service_("interop", Options(stage, tape, server)) {}

void Caller::Run() {
  const auto found = Cases().find(tape_.of_case);
  ELANUS_CHECK(found != Cases().end(), "there is no case ", tape_.of_case);
  stage_.Run(found->second(*this));
}

void Caller::Failed(const Status& status) { error_ = ErrorJson(status); }

void Caller::Worked(const Status& status) { EXPECT_TRUE(status.ok()) << tape_.name << ": " << status.ToString(); }

std::string Caller::Outcome() const {
  std::string out = "{";
  if (!got_.empty()) out += StrCat("\"got\":", got_);
  if (!error_.empty()) out += StrCat(got_.empty() ? "" : ",", "\"error\":", error_);
  return out + "}";
}

}  // namespace elanus::tapes
