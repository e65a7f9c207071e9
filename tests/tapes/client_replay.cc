// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/tapes/client_replay.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <string>

#include "elanus/base/strcat.h"
#include "tests/tapes/json.h"

namespace elanus::tapes {

namespace {

Fields DescribeRequest(const std::string& message, int connection, bool real) {
  Fields fields = Describe(message);
  fields["connection"] = StrCat(connection);
  fields.erase("sequence");
  if (const auto timeout = fields.find("int.12"); real && timeout != fields.end()) timeout->second = "some";
  return fields;
}

// Whether the call ended before its answer could have come is what counts.
void MaskTime(Fields& outcome) {
  const auto it = outcome.find("got.after_ms");
  if (it == outcome.end()) return;
  int ms = 0;
  std::from_chars(it->second.data(), it->second.data() + it->second.size(), ms);
  it->second = ms < 500 ? "in time" : StrCat("late: ", ms, " ms");
}

Fields OutcomeOf(std::string_view json) {
  Fields fields;
  Fields all = ParseJson(json);
  MaskTime(all);
  // Of a call that failed in the application, the recorded client prints some empty value or none.
  const auto kind = all.find("error.kind");
  const bool got = kind == all.end() || kind->second != "\"application\"";
  for (const auto& [name, value] : all) {
    if (name.starts_with("error.") || (got && name.starts_with("got"))) fields["outcome." + name] = value;
  }
  return fields;
}

}  // namespace

ClientReplay::Said ClientReplay::Run() {
  TapeServer server(stage_, tape_.client);
  Said said;
  {
    Caller caller(stage_, tape_, server.address());
    caller.Run();
    said.outcome = caller.Outcome();
  }
  EXPECT_EQ(server.partial(), 0u) << tape_.name;
  said.requests = server.requests();
  return said;
}

std::vector<Difference> ClientReplay::Compare(const Said& said) const {
  std::vector<Difference> all = CompareRequests(tape_.client, said.requests, stage_.real());
  for (Difference& d : tapes::Compare(OutcomeOf(tape_.outcome), OutcomeOf(said.outcome))) all.push_back(std::move(d));
  return all;
}

std::vector<Difference> CompareRequests(const Script& kitex, const std::vector<TapeServer::Request>& ours, bool real) {
  std::vector<Difference> all;
  std::size_t i = 0;
  for (const TapeEvent& event : kitex) {
    if (event.kind != TapeEvent::Kind::kRequest) continue;
    if (i == ours.size()) {
      all.emplace_back("requests", "one more", "");
      continue;
    }
    const TapeServer::Request& request = ours[i++];
    for (Difference& d : Compare(DescribeRequest(event.bytes, event.connection, real),
                                 DescribeRequest(request.bytes, request.connection, real)))
      all.push_back(std::move(d));
  }
  if (i < ours.size()) all.emplace_back("requests", "", StrCat(ours.size() - i, " more"));
  return all;
}

}  // namespace elanus::tapes
