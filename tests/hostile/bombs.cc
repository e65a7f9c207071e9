// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/base/strcat.h"
#include "tests/hostile/bytes.h"
#include "tests/hostile/table.h"

namespace elanus::hostile {

namespace {

using enum Ends;

const std::string kText = "0b0001 00000002 6869 00";
const std::string kCount = "Kitex allocates for the count, and its process ends";

// A Ping whose unknown field 9 is `field`.
std::string Unknown(const std::string& type, const std::string& value) {
  return FramedCall("Ping", type + "0009" + value + kText);
}
std::string All(const std::string& fields) {
  return FramedCall("EchoEverything", "0c0001" + fields + "0b0010 00000000 00 00");
}

void AddCounts(std::vector<Row>& rows) {
  const std::string bad = "exception 7 Ping 7", all = "exception 7 EchoEverything 7";
  rows.insert(
      rows.end(),
      {
          {"a list of 2^31-1 numbers", All("0f000a 08 7fffffff 00000001"), all, kClosed, kCount},
          {"a set of 2^31-1 strings", All("0e000b 0b 7fffffff 00000000"), all, kClosed, kCount},
          {"a map of 2^31-1 structs", All("0d000c 0b0c 7fffffff 00000000"), all, kClosed, kCount},
          {"lists of 2^31-1 in a list", All("0f000e 0f 00000001 0d 7fffffff 08"), all, kClosed, kCount},
          {"a map of enums to 2^31-1 structs", All("0d0016 080f 00000001 00000001 0c 7fffffff"), all, kClosed, kCount},
          {"a list of -1", All("0f000a 08 ffffffff"), all, kClosed},
          {"a map of -2^31", All("0d000c 0b0c 80000000"), all, kClosed},
          {"a list that is 1 element short", All("0f000a 08 00000012"), all, kClosed},
          {"an unknown list of 2^31-1 structs", Unknown("0f", "0c 7fffffff"), bad, kClosed, kCount},
          {"an unknown list of 2^31-1 bools", Unknown("0f", "02 7fffffff"), bad, kClosed},
          {"an unknown set of 2^31-1 lists", Unknown("0e", "0f 7fffffff"), bad, kClosed},
          {"an unknown map of 2^31-1 bools", Unknown("0d", "0202 7fffffff"), bad, kClosed},
          {"an unknown list of -1", Unknown("0f", "0c ffffffff"), bad, kClosed},
          {"an unknown string of 2^31-1 bytes", Unknown("0b", "7fffffff"), bad, kClosed},
          {"an unknown list of 2^31-1 of nothing", Unknown("0f", "00 7fffffff"), bad, kClosed},
          {"an unknown list of 2^31-1 structs, bare", Call("Ping", "0f0009 0c 7fffffff" + kText), "", kClosedAfterFrame,
           "walked on while bytes come, in 1 KiB of memory"},
          {"an unknown string of 2^31-1 bytes, bare", Call("Ping", "0b0009 7fffffff" + kText), "", kClosed,
           "above the limit of a message"},
          {"a list of 100,000 empty structs", FramedCall("Ping", "0f0009 0c 000186a0" + Repeat("00", 100000) + kText),
           "reply Ping 7", kOpen},
      });
}

void AddNesting(std::vector<Row>& rows) {
  const auto structs = [](std::size_t n) { return Unknown("0c", Repeat("0c0001", n - 1) + Repeat("00", n)); };
  const auto lists = [](std::size_t n) { return Unknown("0f", Repeat("0f00000001", n - 1) + "0800000000"); };
  const auto maps = [](std::size_t n) {
    return Unknown("0d", Repeat("080d00000001 00000001", n - 1) + "080800000000");
  };
  const std::string deep = Call("Ping", Repeat("0c0009", 10'000) + Repeat("00", 10'000) + kText);
  const std::string bad = "exception 7 Ping 7", ok = "reply Ping 7";
  rows.insert(rows.end(),
              {
                  {"60 structs in each other", structs(60), ok, kOpen},
                  {"64 structs in each other", structs(64), ok, kOpen},
                  {"65 structs in each other", structs(65), bad, kClosed},
                  {"70 structs in each other", structs(70), bad, kClosed},
                  {"10,000 structs in each other", structs(10'000), bad, kClosed},
                  {"10,000 structs in each other, bare", deep, "", kClosed,
                   "walking it fails: closed without a reply, as Kitex"},
                  {"10,000 structs in each other, TTHeader", Header("0000", deep), bad, kClosed},
                  {"60 lists in each other", lists(60), ok, kOpen},
                  {"100,000 lists in each other", lists(100'000), bad, kClosed},
                  {"60 maps in each other", maps(60), ok, kOpen},
                  {"100,000 maps in each other", maps(100'000), bad, kClosed},
                  {"1,000,000 structs that begin", FramedCall("Ping", Repeat("0c0009", 1'000'000)), bad, kClosed},
              });
}

}  // namespace

std::vector<Row> Bombs() {
  std::vector<Row> rows;
  AddCounts(rows);
  AddNesting(rows);
  return rows;
}

}  // namespace elanus::hostile
