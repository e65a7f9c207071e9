// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The method tables of generated services, called as client and server call them (rpc/method.h).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "capture/capture.h"
#include "clash/class_/std_/clash.h"
#include "elanus/async/wait.h"
#include "including/including.h"
#include "interop/interop.h"
#include "tools/elanus/test_bytes.h"
#include "types_only/types_only.h"

namespace elanus::tool {
namespace {

using testing::ElementsAre;

class Handler : public interop::Interop {
 public:
  Task<Result<std::string>> Ping(const Context&, std::string text) override { co_return text; }
  Task<Result<interop::Everything>> EchoEverything(const Context&, interop::Everything value) override {
    co_return value;
  }
  Task<Result<interop::Old>> EchoOld(const Context&, interop::Old value) override { co_return value; }
  Task<Result<interop::New>> EchoNew(const Context&, interop::New value) override { co_return value; }
  Task<Result<std::string>> Join(const Context&, std::string left, std::int64_t number, interop::Inner inner) override {
    co_return StrCat(left, ":", number, ":", inner.name, ":", inner.count);
  }
  Task<Status> Nothing(const Context&) override { co_return Ok(); }
  Task<Status> Notify(const Context&, std::string key) override {
    notified = key;
    co_return Ok();
  }
  Task<Result<std::int32_t>> Notified(const Context&, std::string) override { co_return 3; }
  Task<Result<std::string>> Raise(const Context&, std::int32_t kind) override {
    if (kind == 1) {
      interop::NotFound e("thing");
      e.code = 404;
      co_return e;
    }
    if (kind == 5) co_return BizError(1001, "biz failed");
    if (kind == 6) co_return Result<std::string>::Empty();
    if (kind == 3) co_return Internal("handler failed");
    co_return "fine";
  }
  Task<Result<std::string>> Sleep(const Context&, std::int32_t) override { co_return "slept"; }
  Task<Result<std::string>> Payload(const Context&, std::string data, std::int32_t) override { co_return data; }
  Task<Result<std::map<std::string, std::string>>> Meta(const Context&, std::string command) override {
    std::map<std::string, std::string> out;
    out["command"] = command;
    co_return out;
  }
  Task<Result<std::string>> Hop(const Context&, std::vector<std::string> route, std::string) override {
    co_return StrCat(route.size());
  }
  std::string notified;
};

// The server's end of one call.
class ServerCall {
 public:
  explicit ServerCall(const Method& method) : method_(method), memory_(::operator new(method.frame.size)) {
    method_.frame.construct(memory_);
  }
  ServerCall(const ServerCall&) = delete;
  ~ServerCall() {
    method_.frame.destroy(memory_);
    ::operator delete(memory_);
  }
  Status Decode(std::string_view body) { return method_.decode_arguments(body, Limits(), memory_); }
  Status Invoke(interop::Interop& handler) { return Wait(method_.invoke(&handler, ContextRoot(), memory_, nullptr)); }
  Result<std::string> Encode(const Status& status) {
    Bytes out;
    const Status encoded = method_.encode_result(memory_, status, out);
    if (!encoded.ok()) return encoded;
    return std::string(out.view());
  }
  const void* argument(std::size_t i) const { return method_.frame.argument(memory_, i); }

 private:
  const Method& method_;
  void* memory_;
};

const Method& MethodOf(const ServiceInfo& service, std::string_view name) {
  const Method* method = service.Find(name);
  EXPECT_NE(method, nullptr) << name;
  return *method;
}
const Method& InteropMethod(std::string_view name) { return MethodOf(interop::Interop::Info(), name); }

template <class... Args>
std::string Arguments(const Method& method, const Args&... args) {
  const void* const pointers[] = {&args..., nullptr};
  Bytes out;
  const Status encoded = method.encode_arguments(pointers, out);
  EXPECT_TRUE(encoded.ok()) << encoded.ToString();
  return std::string(out.view());
}

// What a call of `Raise(kind)` answers.
Result<std::string> Raised(std::int32_t kind) {
  const Method& method = InteropMethod("Raise");
  ServerCall call(method);
  Handler handler;
  EXPECT_TRUE(call.Decode(Arguments(method, kind)).ok());
  return call.Encode(call.Invoke(handler));
}

std::vector<std::string_view> MethodNames(const ServiceInfo& service) {
  std::vector<std::string_view> names;
  for (const Method& method : service.methods) names.push_back(method.name);
  return names;
}

TEST(GeneratedService, TheTableSaysWhatThereIs) {
  const ServiceInfo& info = interop::Interop::Info();
  EXPECT_EQ(info.name, "Interop");
  EXPECT_EQ(info.package, "interop");
  EXPECT_THAT(MethodNames(info), ElementsAre("Ping", "EchoEverything", "EchoOld", "EchoNew", "Join", "Nothing",
                                             "Notify", "Notified", "Raise", "Sleep", "Payload", "Meta", "Hop"));
  EXPECT_EQ(InteropMethod("Notify").kind, MethodKind::kOneway);
  EXPECT_EQ(InteropMethod("Nothing").kind, MethodKind::kUnary);
  EXPECT_EQ(InteropMethod("Nothing").result, base::KeyOf<Status>());
  EXPECT_EQ(InteropMethod("Join").arguments.size(), 3u);
  EXPECT_EQ(InteropMethod("Join").arguments[1], base::KeyOf<std::int64_t>());
  EXPECT_EQ(InteropMethod("Notified").result, base::KeyOf<Result<std::int32_t>>());
}

TEST(GeneratedService, ArgumentsAreWrittenAsKitexDoes) {
  // The case `join`.
  const std::string bytes = Arguments(InteropMethod("Join"), std::string("a"), std::int64_t{9}, interop::Inner("n"));
  EXPECT_EQ(ToHex(bytes), "0a000200000000000000090b000100000001610c00030b0001000000016e0000");
  EXPECT_EQ(ToHex(Arguments(InteropMethod("Nothing"))), "00");
}

TEST(GeneratedService, ACallRunsThroughTheTable) {
  const Method& method = InteropMethod("Join");
  ServerCall call(method);
  ASSERT_TRUE(call.Decode(Arguments(method, std::string("a"), std::int64_t{9}, interop::Inner("n"))).ok());
  EXPECT_EQ(*static_cast<const std::string*>(call.argument(0)), "a");
  EXPECT_EQ(*static_cast<const std::int64_t*>(call.argument(1)), 9);
  EXPECT_EQ(call.argument(3), nullptr);
  Handler handler;
  const Status status = call.Invoke(handler);
  ASSERT_TRUE(status.ok()) << status.ToString();
  const auto body = call.Encode(status);
  ASSERT_TRUE(body);
  EXPECT_EQ(ToHex(*body), "0b000000000007613a393a6e3a3700");
  Result<std::string> result;
  ASSERT_TRUE(method.decode_result(*body, Limits(), &result).ok());
  EXPECT_EQ(*result, "a:9:n:7");
}

TEST(GeneratedService, InheritedMethodsReachTheHandlerOfTheChild) {
  const Method& method = InteropMethod("Ping");
  ServerCall call(method);
  ASSERT_TRUE(call.Decode(Arguments(method, std::string("hi"))).ok());
  Handler handler;
  const auto body = call.Encode(call.Invoke(handler));
  ASSERT_TRUE(body);
  EXPECT_EQ(ToHex(*body), "0b000000000002686900");
}

TEST(GeneratedService, OnewayAndVoidHaveAStatus) {
  const Method& notify = InteropMethod("Notify");
  ServerCall call(notify);
  ASSERT_TRUE(call.Decode(Arguments(notify, std::string("k"))).ok());
  Handler handler;
  EXPECT_TRUE(call.Invoke(handler).ok());
  EXPECT_EQ(handler.notified, "k");

  const Method& nothing = InteropMethod("Nothing");
  ServerCall done(nothing);
  ASSERT_TRUE(done.Decode(std::string_view("\0", 1)).ok());
  EXPECT_EQ(ToHex(*done.Encode(done.Invoke(handler))), "00");
  Status result = Internal("not this");
  EXPECT_TRUE(nothing.decode_result(std::string_view("\0", 1), Limits(), &result).ok());
  EXPECT_TRUE(result.ok());
}

TEST(GeneratedService, DeclaredExceptionsTravelInTheResult) {
  const auto body = Raised(1);
  ASSERT_TRUE(body);
  // The case `not_found`.
  EXPECT_EQ(ToHex(*body), "0c0001080002000001940b0001000000057468696e670000");
  const Method& method = InteropMethod("Raise");
  Result<std::string> result;
  const Status status = method.decode_result(*body, Limits(), &result);
  EXPECT_TRUE(status.is_result());
  const auto* not_found = result.As<interop::NotFound>();
  ASSERT_NE(not_found, nullptr);
  EXPECT_EQ(not_found->what, "thing");
  EXPECT_EQ(not_found->code, 404);
  EXPECT_EQ(result.As<interop::Denied>(), nullptr);
  EXPECT_TRUE(method.declares(status));
  EXPECT_FALSE(InteropMethod("Ping").declares(status));
  EXPECT_FALSE(method.declares(Internal("x")));
  EXPECT_EQ(interop::NotFound::kName, "interop.NotFound");
}

TEST(GeneratedService, AnExceptionWinsOverAValue) {
  Result<std::string> result;
  const Status status = InteropMethod("Raise").decode_result(FromHex("0b00000000000278790c00020b00010000000"
                                                                     "26e6f0000"),
                                                             Limits(), &result);
  EXPECT_TRUE(status.is_result());
  ASSERT_NE(result.As<interop::Denied>(), nullptr);
  EXPECT_EQ(result.As<interop::Denied>()->reason, "no");
}

TEST(GeneratedService, AResultWithoutAFieldIsEmptyAndNoError) {
  for (const std::int32_t kind : {5, 6}) {
    const auto body = Raised(kind);
    ASSERT_TRUE(body);
    EXPECT_EQ(ToHex(*body), "00") << kind;
  }
  Result<std::string> result = Internal("not this");
  EXPECT_TRUE(InteropMethod("Raise").decode_result(std::string_view("\0", 1), Limits(), &result).ok());
  ASSERT_TRUE(result.ok());
  EXPECT_TRUE(result.empty());
  EXPECT_EQ(*result, "");
}

TEST(GeneratedService, AFailureThatAMiddlewareHidIsNoValue) {
  const Method& method = InteropMethod("Raise");
  ServerCall call(method);
  Handler handler;
  ASSERT_TRUE(call.Decode(Arguments(method, std::int32_t{3})).ok());
  EXPECT_FALSE(call.Invoke(handler).ok());
  const auto body = call.Encode(Ok());
  ASSERT_FALSE(body);
  EXPECT_EQ(body.status().message(), "handler failed");
}

TEST(GeneratedService, BadBodiesAreErrors) {
  Result<std::string> result;
  const Status status = InteropMethod("Raise").decode_result("", Limits(), &result);
  EXPECT_EQ(status.app_exception(), 7);
  ServerCall call(InteropMethod("EchoOld"));
  EXPECT_THAT(call.Decode(FromHex("0c00010000")).message(),
              testing::EndsWith("struct Old: required field a is not set"));
}

TEST(GeneratedService, ContainersAreResultsToo) {
  const Method& method = InteropMethod("Meta");
  ServerCall call(method);
  Handler handler;
  ASSERT_TRUE(call.Decode(Arguments(method, std::string("c"))).ok());
  const auto body = call.Encode(call.Invoke(handler));
  ASSERT_TRUE(body);
  Result<std::map<std::string, std::string>> result;
  ASSERT_TRUE(method.decode_result(*body, Limits(), &result).ok());
  EXPECT_THAT(*result, ElementsAre(testing::Pair("command", "c")));
}

TEST(GeneratedService, ServicesOfOtherFilesAreExtended) {
  const ServiceInfo& info = including::Drawer::Info();
  EXPECT_THAT(MethodNames(info), ElementsAre("Move", "Touch", "Draw", "Touch2"));
  including::Line line(shared::base::Point(1, 2), shared::base::Point(3, 4));
  EXPECT_EQ(line.level, shared::base::Level::HIGH);
  EXPECT_EQ(line.limit, 10);
  EXPECT_EQ(shared::base::Broken::kName, "base.Broken");
}

TEST(GeneratedService, NamesOnTheWireStayWhatTheIdlSays) {
  const ServiceInfo& info = clash::class_::std_::Service::Info();
  EXPECT_EQ(info.name, "Service");
  EXPECT_EQ(info.package, "names");
  EXPECT_THAT(MethodNames(info),
              ElementsAre("User", "Info", "status", "Service", "delete", "out", "co_await", "Register"));
  EXPECT_EQ(clash::class_::std_::More::Info().methods.size(), 10u);
  EXPECT_EQ(clash::class_::std_::Nothing::Info().methods.size(), 0u);
  EXPECT_EQ(ToString(clash::class_::std_::Switch::default_), "default");
}

TEST(GeneratedConstants, HaveTheirValues) {
  using namespace clash::class_::std_;  // NOLINT: names that clash are what is tested
  EXPECT_EQ(LOWEST64, INT64_MIN);
  EXPECT_EQ(delete_, std::string_view("a\0b\"\\ \n\t \xc3\xa9 \xe2\x9c\x93 \xff", 17));
  EXPECT_EQ(TENTH, 0.1);
  EXPECT_EQ(FROM_ENUM, 2);
  EXPECT_EQ(THE_SWITCH, Switch::NULL_);
  EXPECT_THAT(WORDS(), ElementsAre("a", "b"));
  EXPECT_THAT(TABLE().at("x"), ElementsAre(1, 2));
  EXPECT_EQ(SOME().std_, "s");
  EXPECT_THAT(BITS(), ElementsAre(true, false, true));
  EXPECT_EQ(types_only::WHO, "me");

  const Defaults defaults;
  EXPECT_EQ(defaults.User_, 7);
  EXPECT_EQ(defaults.inner, SOME());
  EXPECT_EQ(defaults.inners.size(), 2u);
  EXPECT_EQ(defaults.bytes, std::string("\0\1", 2));
  // Optional fields at their defaults do not travel, and are back at the other end.
  const auto bytes = Encoded(defaults);
  ASSERT_TRUE(bytes);
  const auto back = Decoded<Defaults>(*bytes);
  ASSERT_TRUE(back);
  EXPECT_EQ(*back, defaults);
  Defaults changed;
  changed.words.clear();
  changed.opt.std_ = "p";
  changed.picked = Switch::class_;
  const auto other = Decoded<Defaults>(*Encoded(changed));
  ASSERT_TRUE(other);
  EXPECT_EQ(*other, changed);
}

// Compiles: of a service and its bases the nearest overload takes the handler.
TEST(GeneratedServer, AHandlerOfAChildMakesAServerOfTheChild) {
  Server server = interop::NewServer(std::make_unique<Handler>());
  std::shared_ptr<interop::Base> base = std::make_shared<Handler>();
  Server of_base = interop::NewServer(base);
  Server several(std::vector<ServerOption>{});
  interop::Register(several, std::make_shared<Handler>());
}

}  // namespace
}  // namespace elanus::tool
