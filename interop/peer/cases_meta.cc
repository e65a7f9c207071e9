// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Metainfo: to the server, back, and along a chain of servers.
#include <chrono>
#include <map>
#include <vector>

#include "interop/peer/all_cases.h"

namespace peer {

using elanus::Context;
using elanus::Task;

namespace {

using Values = std::map<std::string, std::string>;

bool Has(const Values& values, const std::string& key, const std::string& value) {
  const auto found = values.find(key);
  return found != values.end() && found->second == value;
}

const std::string kAnyBytes("\x00\xff", 2);

// Keys and values are bytes: neither case nor encoding may change on the way.
const Values& OddValues() {
  static const Values values = {{"Mixed-Case_Key.1", "ä🙂"}, {"lower", "line\nquote\"\x01"}, {"BYTES", kAnyBytes}};
  return values;
}

Outcome JudgeMeta(const ClientOptions& options, const Values& got) {
  Outcome outcome;
  outcome.Got(got).Require(Has(got, "method", options.protobuf() ? "MetaPb" : "Meta"), "the method");
  outcome.Require(Has(got, "from", options.known_name()), "from of the meta handlers");
  if (options.grpc()) {
    outcome.Require(Has(got, "t.TA", "1") && Has(got, "p.PA", "2"), "t.TA=1 and p.PA=2");
    outcome.Require(Has(got, "t.MIXED_CASE_KEY", "v"), "t.MIXED_CASE_KEY=v");
    return outcome.Require(Has(got, "m.x-plain", "1,2") && Has(got, "m.x-data-bin", kAnyBytes), "gRPC's metadata");
  }
  if (!options.headers()) return outcome.Require(got.size() == 2, "no metainfo");
  outcome.Require(Has(got, "t.ta", "1") && Has(got, "p.pa", "2"), "t.ta=1 and p.pa=2");
  for (const auto& [key, value] : OddValues()) outcome.Require(Has(got, "t." + key, value), "t." + key);
  return outcome;
}

// The routes of hop2: each is one server longer than the one before.
std::vector<std::string> Route(const ClientOptions& options, std::size_t length) {
  std::vector<std::string> hops = options.hops;
  if (hops.empty()) hops = {options.connect, options.connect};
  hops.resize(length);
  for (std::string& hop : hops) {
    if (hop.find('@') == std::string::npos) hop = options.transport_name + "@" + hop;
  }
  return hops;
}

// What the answer of a route must contain. Framed and Buffered carry nothing; with tracing Kitex passes transient
// values to every hop.
void JudgeHop(const World& world, const std::vector<std::string>& route, const std::string& text, Outcome& outcome) {
  std::size_t passed = 0;
  for (std::size_t at = text.find('>'); at != std::string::npos; at = text.find('>', at + 1)) ++passed;
  const std::size_t values = text.find('|');
  outcome.Require(passed == route.size() && text.substr(0, values).ends_with("hi"),
                  elanus::StrCat("hi through ", route.size(), " more servers, got ", text));
  // Whether every server is called over a transport that has metainfo.
  const bool grpc = world.options().grpc();
  bool carried = grpc || world.options().headers();
  for (const std::string& hop : route) carried = carried && !hop.starts_with("framed") && !hop.starts_with("buffered");
  if (!carried) return;
  const std::string persistent = grpc ? "|p.PA=2" : "|p.pa=2";
  outcome.Require(text.find(persistent) != std::string::npos, persistent + " in " + text);
  const std::string transient = grpc ? "|t.TA=1" : "|t.ta=1";
  const bool came = text.find(transient) != std::string::npos;
  if (route.empty()) outcome.Require(came, transient + " in " + text);
  // Over gRPC, and with tracing, Kitex passes them on.
  const bool traced = !world.options().otlp.empty() || text.find("traceparent") != std::string::npos;
  if (!route.empty() && !traced && !grpc) outcome.Require(!came, elanus::StrCat("no ", transient, " in ", text));
}

}  // namespace

Task<Outcome> Meta(World& world) {
  const bool grpc = world.options().grpc();
  const Context persistent = world.root().WithPersistent("pa", "2");
  const Context transient = persistent.WithTransient("ta", "1");
  const auto& odd = OddValues();
  // HTTP/2 knows neither upper case nor any bytes in plain headers.
  const Context mixed = grpc ? transient.WithTransient("Mixed-Case_Key", "v")
                             : transient.WithTransient("Mixed-Case_Key.1", odd.at("Mixed-Case_Key.1"));
  const Context lower =
      grpc ? mixed.WithTimeout(std::chrono::minutes(1)) : mixed.WithTransient("lower", odd.at("lower"));
  const Context bytes =
      grpc ? lower.WithTimeout(std::chrono::minutes(1)) : lower.WithTransient("BYTES", odd.at("BYTES"));
  elanus::CallOptions options;
  if (grpc) options.Header("x-plain", "1").Header("x-plain", "2").Header("x-data-bin", kAnyBytes);
  auto reply = co_await world.calls().Meta(bytes, "", options);
  if (reply.ok()) co_return JudgeMeta(world.options(), *reply);
  Outcome outcome;
  co_return outcome.Failed(reply.status()).Require(false, "a map");
}

namespace {

// {"h1": ["hv"]}: all values of each key.
Json AllOf(const elanus::Metadata& metadata, elanus::MetaKind kind) {
  Json all = Json::object();
  for (std::size_t i = 0; i < metadata.size(); ++i) {
    const elanus::Metadata::Entry entry = metadata.at(i);
    if (entry.kind == kind) all[std::string(entry.key)].push_back(entry.value);
  }
  return all;
}

}  // namespace

Task<Outcome> MetaBackward(World& world) {
  elanus::Metadata back;
  auto reply = co_await world.calls().Meta(world.root(), "backward", elanus::CallOptions().ReceiveMetadata(back));
  const std::string bk(back.Find(elanus::MetaKind::kBackward, "bk"));
  Outcome outcome;
  outcome.Failed(reply.status()).Require(reply.ok(), "an answer");
  if (!world.options().grpc()) {
    co_return outcome.Got(bk).Require(bk == (world.options().headers() ? "bv" : ""), "bk of the transport");
  }
  Json got;
  got["bk"] = bk;
  got["header"] = AllOf(back, elanus::MetaKind::kPlain);
  got["trailer"] = AllOf(back, elanus::MetaKind::kTrailer);
  outcome.Got(got).Require(bk.empty(), "no backward value");
  outcome.Require(back.Find(elanus::MetaKind::kPlain, "h1") == "hv", "the header h1");
  co_return outcome.Require(back.Find(elanus::MetaKind::kTrailer, "t1") == "tv" &&
                                back.Find(elanus::MetaKind::kTrailer, "t1-bin") == kAnyBytes,
                            "the trailers t1 and t1-bin");
}

Task<Outcome> Hop2(World& world) {
  const Context persistent = world.root().WithPersistent("pa", "2");
  const Context both = persistent.WithTransient("ta", "1");
  const std::size_t longest = world.options().hops.empty() ? 2 : world.options().hops.size();
  Outcome outcome;
  Json got = Json::array();
  for (std::size_t length = 0; length <= longest && outcome.ok(); ++length) {
    const std::vector<std::string> route = Route(world.options(), length);
    auto reply = co_await world.calls().Hop(both, route, "hi");
    outcome.Failed(reply.status()).Require(reply.ok(), "an answer");
    if (!reply.ok()) break;
    got.push_back(*reply);
    JudgeHop(world, route, *reply, outcome);
  }
  co_return outcome.Got(got);
}

}  // namespace peer
