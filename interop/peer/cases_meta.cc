// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Metainfo: to the server, back, and along a chain of servers.
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

// Keys and values are bytes: neither case nor encoding may change on the way.
const Values& OddValues() {
  static const Values values = {
      {"Mixed-Case_Key.1", "ä🙂"}, {"lower", "line\nquote\"\x01"}, {"BYTES", std::string("\x00\xff", 2)}};
  return values;
}

Outcome JudgeMeta(const ClientOptions& options, const Values& got) {
  Outcome outcome;
  outcome.Got(got).Require(Has(got, "method", "Meta"), "method=Meta");
  outcome.Require(Has(got, "from", options.headers() && options.meta ? options.name : ""), "from of the meta handlers");
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
  bool headers = world.options().headers();
  for (const std::string& hop : route) headers = headers && hop.starts_with("ttheader");
  if (!headers) return;
  outcome.Require(text.find("|p.pa=2") != std::string::npos, "|p.pa=2 in " + text);
  const bool transient = text.find("|t.ta=1") != std::string::npos;
  if (route.empty()) outcome.Require(transient, "|t.ta=1 in " + text);
  const bool traced = !world.options().otlp.empty() || text.find("traceparent") != std::string::npos;
  if (!route.empty() && !traced) outcome.Require(!transient, "no |t.ta=1 in " + text);
}

}  // namespace

Task<Outcome> Meta(World& world) {
  const Context persistent = world.root().WithPersistent("pa", "2");
  const Context transient = persistent.WithTransient("ta", "1");
  const auto& odd = OddValues();
  const Context mixed = transient.WithTransient("Mixed-Case_Key.1", odd.at("Mixed-Case_Key.1"));
  const Context lower = mixed.WithTransient("lower", odd.at("lower"));
  const Context bytes = lower.WithTransient("BYTES", odd.at("BYTES"));
  auto reply = co_await world.client().Meta(bytes, "");
  if (reply.ok()) co_return JudgeMeta(world.options(), *reply);
  Outcome outcome;
  co_return outcome.Failed(reply.status()).Require(false, "a map");
}

Task<Outcome> MetaBackward(World& world) {
  elanus::Metadata back;
  auto reply = co_await world.client().Meta(world.root(), "backward", elanus::CallOptions().ReceiveBackward(back));
  const std::string got(back.Find(elanus::MetaKind::kBackward, "bk"));
  Outcome outcome;
  outcome.Got(got).Failed(reply.status()).Require(reply.ok(), "an answer");
  co_return outcome.Require(got == (world.options().headers() ? "bv" : ""), "bk of the transport");
}

Task<Outcome> Hop2(World& world) {
  const Context persistent = world.root().WithPersistent("pa", "2");
  const Context both = persistent.WithTransient("ta", "1");
  const std::size_t longest = world.options().hops.empty() ? 2 : world.options().hops.size();
  Outcome outcome;
  Json got = Json::array();
  for (std::size_t length = 0; length <= longest && outcome.ok(); ++length) {
    const std::vector<std::string> route = Route(world.options(), length);
    auto reply = co_await world.client().Hop(both, route, "hi");
    outcome.Failed(reply.status()).Require(reply.ok(), "an answer");
    if (!reply.ok()) break;
    got.push_back(*reply);
    JudgeHop(world, route, *reply, outcome);
  }
  co_return outcome.Got(got);
}

}  // namespace peer
