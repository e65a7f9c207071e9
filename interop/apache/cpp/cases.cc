// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0

#include "cases.h"

#include <sys/socket.h>
#include <atomic>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstring>
#include <thread>

#include "values.h"

using namespace apache::thrift;
using nlohmann::json;
using Clock = std::chrono::steady_clock;

nlohmann::json DescribeError() {
  try {
    throw;
  } catch (const interop::NotFound& e) {
    return {{"kind", "exception"}, {"code", 0}, {"text", "NotFound"}};
  } catch (const interop::Denied& e) {
    return {{"kind", "exception"}, {"code", 0}, {"text", "Denied"}};
  } catch (const TApplicationException& e) {
    return {{"kind", "application"}, {"code", e.getType()}, {"text", e.what()}};
  } catch (const transport::TTransportException& e) {
    bool late = e.getType() == transport::TTransportException::TIMED_OUT;
    return {{"kind", late ? "timeout" : "connection"}, {"code", 0}, {"text", e.what()}};
  } catch (const std::exception& e) {
    return {{"kind", "other"}, {"code", 0}, {"text", e.what()}};
  }
}

namespace {

int MillisSince(Clock::time_point begin) {
  return static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin).count());
}

void Pause(int ms) { std::this_thread::sleep_for(std::chrono::milliseconds(ms)); }

// Call(&InteropClient::Method, arguments...) for the methods that return by reference.
template <typename R, typename... P, typename... A>
R Ask(Pool& pool, void (interop::InteropClient::*method)(R&, P...), A&&... args) {
  return pool.Call([&](Connection& c) {
    R result;
    (c.client.*method)(result, std::forward<A>(args)...);
    return result;
  });
}

std::string Ping(Pool& pool, const std::string& text) {
  return pool.Call([&](Connection& c) {
    std::string result;
    c.client.Ping(result, text);
    return result;
  });
}

std::string Raise(Pool& pool, int kind) { return Ask(pool, &interop::InteropClient::Raise, kind); }

// A call of a method that only the wire knows: the arguments are those of Ping.
json CallUnknown(Pool& pool) try {
  pool.Call([](Connection& c) {
    auto& out = *c.protocol;
    out.writeMessageBegin("NoSuchMethod", protocol::T_CALL, 1);
    interop::Base_Ping_args args;
    args.text = "hi";
    args.write(&out);
    out.writeMessageEnd();
    out.getTransport()->writeEnd();
    out.getTransport()->flush();
    std::string name, result;
    protocol::TMessageType type;
    int32_t sequence;
    out.readMessageBegin(name, type, sequence);
    if (type != protocol::T_EXCEPTION) throw TException("expected an exception");
    TApplicationException error;
    error.read(&out);
    out.readMessageEnd();
    out.getTransport()->readEnd();
    throw error;
    return 0;
  });
  return nullptr;
} catch (...) {
  return DescribeError();
}

template <typename T>
Outcome Equal(const T& got, const T& expected) {
  return {got == expected, nullptr, nullptr};
}

Outcome Text(const std::string& got, const std::string& expected) { return {got == expected, got, nullptr}; }

Outcome Echo(Pool& pool, const interop::Everything& value) {
  return Equal(Ask(pool, &interop::InteropClient::EchoEverything, value), value);
}

bool IsApplication(const json& error, int type, const char* part) {
  return error.is_object() && error["kind"] == "application" && error["code"] == type &&
         error["text"].get<std::string>().find(part) != std::string::npos;
}

Outcome EveryExtreme(Pool& pool, const Options&) {
  for (auto& value : Extremes()) {
    auto got = Ask(pool, &interop::InteropClient::EchoEverything, value);
    // Bit for bit, since NaN equals nothing and 0 equals -0.
    if (std::isnan(got.d) ? !std::isnan(value.d) : std::memcmp(&got.d, &value.d, sizeof got.d) != 0) return {};
    got.d = 0;
    auto rest = value;
    rest.d = 0;
    if (!(got == rest)) return {};
  }
  return {true, "NaN +Inf -Inf -0", nullptr};
}

Outcome OptionalZero(Pool& pool, const Options&) {
  auto value = OnlyMust();
  value.__set_maybe("");
  value.__set_maybe_double(0);
  value.__set_maybe_bool(false);
  value.__set_maybe_binary("");
  return Echo(pool, value);
}

// The answer to EchoOld, asked with the bytes of a New.
Outcome UnknownFields(Pool& pool, const Options&) {
  auto got = pool.Call([](Connection& c) {
    auto& out = *c.protocol;
    out.writeMessageBegin("EchoOld", protocol::T_CALL, 1);
    interop::Interop_EchoNew_args args;
    args.value = NewWithEverything();
    args.write(&out);
    out.writeMessageEnd();
    out.getTransport()->writeEnd();
    out.getTransport()->flush();
    interop::Old result;
    c.client.recv_EchoOld(result);
    return result;
  });
  return {got.a == 1, {{"a", got.a}}, nullptr};
}

Outcome Union(Pool& pool, bool inner) {
  interop::New value;
  value.__set_a(2);
  interop::Choice choice;
  if (inner)
    choice.__set_inner(MakeInner("arm"));
  else
    choice.__set_text("text");
  value.__set_e(choice);
  return Equal(Ask(pool, &interop::InteropClient::EchoNew, value), value);
}

Outcome Oneway(Pool& pool, const Options&) {
  auto key = "k" + std::to_string(Clock::now().time_since_epoch().count());
  for (int k = 0; k < 3; ++k) pool.Call([&](Connection& c) { return c.client.Notify(key), 0; });
  int got = 0;
  for (auto begin = Clock::now(); got != 3 && MillisSince(begin) < 1000; Pause(5))
    got = pool.Call([&](Connection& c) { return c.client.Notified(key); });
  return {got == 3, got, nullptr};
}

Outcome Declared(Pool& pool, int kind) try {
  Raise(pool, kind);
  return {};
} catch (const interop::NotFound& e) {
  return {kind == 1 && e.what_ == "thing" && e.code == 404, {{"what", e.what_}, {"code", e.code}}, DescribeError()};
} catch (const interop::Denied& e) {
  return {kind == 2 && e.reason == "no", {{"reason", e.reason}}, DescribeError()};
}

// A result with nothing in it: this library's clients have an exception for it (MISSING_RESULT), where others see "".
Outcome EmptyResult(Pool& pool, int kind) try {
  return Text(Raise(pool, kind), "");
} catch (const TApplicationException& e) {
  return {e.getType() == TApplicationException::MISSING_RESULT, "", nullptr};
}

Outcome Fails(Pool& pool, int kind, const char* part) try { return {false, Raise(pool, kind), nullptr}; } catch (...) {
  auto error = DescribeError();
  return {IsApplication(error, TApplicationException::INTERNAL_ERROR, part), nullptr, error};
}

Outcome Unknown(Pool& pool, const Options&) {
  auto error = CallUnknown(pool);
  return {IsApplication(error, 1, "") || IsApplication(error, 20, ""), "", error};
}

// A call that ended early leaves the client usable: at once, and after the late answer.
bool WorksAfterwards(Pool& pool, Clock::time_point begin) {
  if (Ping(pool, "at once") != "at once") return false;
  Pause(std::max(0, 600 - MillisSince(begin)));
  return Ping(pool, "later") == "later";
}

Outcome Timeout(Pool& pool, const Options&) {
  auto begin = Clock::now();
  json error;
  try {
    pool.Call(
        [](Connection& c) {
          std::string result;
          c.client.Sleep(result, 500);
          return 0;
        },
        100);
  } catch (...) {
    error = DescribeError();
  }
  int after = MillisSince(begin);
  bool ok = error.is_object() && error["kind"] == "timeout" && after < 500;
  return {ok && WorksAfterwards(pool, begin), {{"after_ms", after}}, error};
}

// The library has no way to cancel but to take the connection away.
Outcome Cancel(Pool& pool, const Options&) {
  auto begin = Clock::now();
  json error;
  std::thread canceller;
  try {
    pool.Call([&](Connection& c) {
      canceller = std::thread([fd = c.socket->getSocketFD()] { Pause(50), shutdown(fd, SHUT_RDWR); });
      std::string result;
      c.client.Sleep(result, 500);
      return 0;
    });
  } catch (...) {
    error = DescribeError();
    error["kind"] = "cancelled";
  }
  canceller.join();
  int after = MillisSince(begin);
  return {error.is_object() && after < 500 && WorksAfterwards(pool, begin), {{"after_ms", after}}, error};
}

Outcome Payload(Pool& pool, int size) {
  std::string data(size, 'x');
  auto got = Ask(pool, &interop::InteropClient::Payload, data, size);
  bool ok = got.size() == data.size();
  for (size_t i = 0; ok && i < got.size(); ++i) ok = got[i] == static_cast<char>(i + 'x');
  return {ok, {{"bytes", got.size()}}, nullptr};
}

Outcome Meta(Pool& pool, const std::string& command) {
  auto got = Ask(pool, &interop::InteropClient::Meta, command);
  std::map<std::string, std::string> expected = {{"from", ""}, {"method", "Meta"}};
  return {got == expected, command.empty() ? json(got) : json(""), nullptr};
}

Outcome Hop2(Pool& pool, const Options& options) {
  std::vector<std::string> route, expected = {"hi", "interop>hi", "interop>interop>hi"}, got;
  for (int hops = 0; hops < 3; ++hops) {
    if (hops > 0) {
      auto& address = options.hops.empty() ? options.connect : options.hops[(hops - 1) % options.hops.size()];
      route.push_back(options.transport + "@" + address);
    }
    got.push_back(Ask(pool, &interop::InteropClient::Hop, route, std::string("hi")));
  }
  return {got == expected, got, nullptr};
}

bool OneOfMany(Pool& pool, int caller, int k) {
  auto text = std::to_string(caller) + "." + std::to_string(k);
  switch (k % 5) {
    case 0: return Ping(pool, text) == text;
    case 1:
      return Ask(pool, &interop::InteropClient::Join, text, k, MakeInner("n")) ==
             text + ":" + std::to_string(k) + ":n:7";
    case 2: return Ask(pool, &interop::InteropClient::Payload, text, 1000 + k).size() == 1000u + k;
    case 3: {
      interop::New value;
      value.__set_a(caller);
      value.__set_b(text);
      return Ask(pool, &interop::InteropClient::EchoNew, value) == value;
    }
    default: return Declared(pool, 1).ok;
  }
}

Outcome Many(Pool& pool, const Options&) {
  std::atomic<int> right = 0;
  std::vector<std::thread> callers;
  for (int caller = 0; caller < 50; ++caller)
    callers.emplace_back([&, caller] {
      try {
        for (int k = 0; k < 40; ++k) right += OneOfMany(pool, caller, k);
      } catch (const TException&) {
        // Counted as wrong, with the rest of this caller's calls.
      }
    });
  for (auto& caller : callers) caller.join();
  return {right == 2000, {{"right", right.load()}}, nullptr};
}

Outcome SlowAndFast(Pool& pool, const Options&) {
  std::atomic<bool> slow_ended = false;
  bool slept = false;
  std::thread slow([&] {
    slept = Ask(pool, &interop::InteropClient::Sleep, 2000) == "slept";
    slow_ended = true;
  });
  bool right = true;
  for (int k = 0; k < 100; ++k) right = Ping(pool, std::to_string(k)) == std::to_string(k) && right;
  bool first = !slow_ended;
  slow.join();
  return {right && first && slept, {{"first", first}}, nullptr};
}

Outcome IdleReuse(Pool& pool, const Options&) {
  bool ok = Ping(pool, "a") == "a";
  int before = pool.dialled();
  Pause(1500);
  ok = Ping(pool, "b") == "b" && ok && pool.dialled() == before;
  return {ok, {{"reused", pool.dialled() == before}}, nullptr};
}

Outcome ServerStops(Pool& pool, const Options& options) {
  std::atomic<int> slept = 0;
  std::vector<std::thread> callers;
  for (int k = 0; k < 20; ++k)
    callers.emplace_back([&] {
      try {
        while (true) {
          slept += Ask(pool, &interop::InteropClient::Sleep, 50) == "slept";
          Ping(pool, "x");
        }
      } catch (const TException&) {
        // The server has gone.
      }
    });
  Pause(300);
  kill(options.server_pid, SIGTERM);
  for (auto& caller : callers) caller.join();
  try {
    Ping(pool, "late");
    return {};
  } catch (...) {
    auto error = DescribeError();
    return {error["kind"] == "connection" && slept > 0, {{"answered", {{"Sleep", slept.load()}}}}, error};
  }
}

}  // namespace

const std::vector<Case> kCases = {
    {"ping", [](Pool& p, const Options&) { return Text(Ping(p, "hi"), "hi"); }},
    {"everything", [](Pool& p, const Options&) { return Echo(p, AllFields()); }},
    {"everything_empty", [](Pool& p, const Options&) { return Echo(p, OnlyMust()); }},
    {"extremes", EveryExtreme},
    {"optional_absent", [](Pool& p, const Options&) { return Echo(p, OnlyMust()); }},
    {"optional_zero", OptionalZero},
    {"unknown_fields", UnknownFields},
    {"union_text", [](Pool& p, const Options&) { return Union(p, false); }},
    {"union_inner", [](Pool& p, const Options&) { return Union(p, true); }},
    {"join",
     [](Pool& p, const Options&) {
       return Text(Ask(p, &interop::InteropClient::Join, std::string("a"), 9, MakeInner("n")), "a:9:n:7");
     }},
    {"nothing",
     [](Pool& p, const Options&) { return Outcome{p.Call([](Connection& c) { return c.client.Nothing(), true; })}; }},
    {"oneway", Oneway},
    {"not_found", [](Pool& p, const Options&) { return Declared(p, 1); }},
    {"denied", [](Pool& p, const Options&) { return Declared(p, 2); }},
    {"raise_fine", [](Pool& p, const Options&) { return Text(Raise(p, 7), "fine"); }},
    {"raise_nothing", [](Pool& p, const Options&) { return EmptyResult(p, 6); }},
    {"handler_error", [](Pool& p, const Options&) { return Fails(p, 3, "handler failed"); }},
    {"panic", [](Pool& p, const Options&) { return Fails(p, 4, "boom"); }},
    {"biz_error_no_meta", [](Pool& p, const Options&) { return EmptyResult(p, 5); }},
    {"unknown_method", Unknown},
    {"unknown_service", Unknown},  // no service name travels
    {"wrong_service", [](Pool& p, const Options&) { return Text(Ping(p, "hi"), "hi"); }},
    {"timeout", Timeout},
    {"cancel", Cancel},
    {"payload_64k", [](Pool& p, const Options&) { return Payload(p, 64 << 10); }},
    {"payload_1m", [](Pool& p, const Options&) { return Payload(p, 1 << 20); }},
    {"payload_16m", [](Pool& p, const Options&) { return Payload(p, 16 << 20); }},
    {"meta", [](Pool& p, const Options&) { return Meta(p, ""); }},
    {"meta_backward", [](Pool& p, const Options&) { return Meta(p, "backward"); }},
    {"hop2", Hop2},
    {"many", Many},
    {"slow_and_fast", SlowAndFast},
    {"idle_reuse", IdleReuse},
    {"server_stops", ServerStops},
};
