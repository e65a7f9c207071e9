// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/base/strcat.h"
#include "tests/hostile/bytes.h"
#include "tests/hostile/table.h"

namespace elanus::hostile {

namespace {

using enum Ends;

const std::string kReply = "reply Ping 7", kUnread = "exception 7 Ping 7";
const std::string kText = "0b0001 00000002 6869";

// A Ping with this field before its text.
std::string With(const std::string& field) { return FramedCall("Ping", field + kText + "00"); }
// An EchoEverything with `fields` beside the required one.
std::string All(const std::string& fields) {
  return FramedCall("EchoEverything", "0c0001" + fields + "0b0010 00000000 00 00");
}

void AddUnknown(std::vector<Row>& rows) {
  rows.insert(rows.end(),
              {
                  {"unknown fields of every type",
                   With("020009 01 030009 ff 040009 7ff8000000000000 060009 ffff 080009 80000000 "
                        "0a0009 ffffffffffffffff 0b0009 00000001 ff 0c0009 00 0d0009 0b0c 00000001 00000000 00 "
                        "0e0009 08 00000001 00000000 0f0009 02 00000002 0101"),
                   kReply, kOpen},
                  {"a field with a negative id", With("08ffff 00000000"), kReply, kOpen},
                  {"a field that comes twice", With("0b0001 00000001 61"), kReply, kOpen, "the last counts"},
                  {"a known field of another type", With("080001 00000007"), kReply, kOpen, "skipped"},
                  {"no field at all", FramedCall("Ping", "00"), kReply, kOpen},
              });
  for (const char* type : {"01", "05", "07", "09", "10", "11", "7f", "ff"}) {
    rows.emplace_back(StrCat("a field of type 0x", type), With(StrCat(type, "0009 00")), kUnread, kClosed);
  }
  rows.emplace_back("a field of type 0x05, bare", Call("Ping", "05000900" + kText + "00"), "", kClosed,
                    "walking it fails: closed without a reply, as Kitex");
  rows.emplace_back("a field of type 0x05, multiplexed", Header("0000", Call("Ping", "05000900" + kText + "00"), 1),
                    kUnread, kOpen, "other calls share the connection");
}

void AddValues(std::vector<Row>& rows) {
  const std::string all = "reply EchoEverything 7", bad = "exception 7 EchoEverything 7";
  const std::string strict = "Kitex reads garbage";
  rows.insert(
      rows.end(),
      {
          {"a required field is missing", FramedCall("EchoOld", "0c0001 00 00"), "exception 7 EchoOld 7", kClosed},
          {"a required field is missing, bare", Call("EchoOld", "0c0001 00 00"), "exception 7 EchoOld 7", kClosed,
           "the struct could be walked: answered"},
          {"a required field of another type", FramedCall("EchoOld", "0c0001 0b0001 00000000 00 00"),
           "exception 7 EchoOld 7", kClosed},
          {"an argument is missing that has a required field", FramedCall("EchoOld", "00"), "reply EchoOld 7", kOpen,
           "an empty argument: only a struct that came is checked"},
          {"a bool that is 2", All("020001 02"), all, kOpen, "false, as in Kitex"},
          {"a string that is no UTF-8", FramedMessage(ThriftMessage(1, "Ping", 7, TextStruct("\xff\xfe\xc0\x80"))),
           kReply, kOpen, "strings are bytes"},
          {"a string with zero bytes", FramedMessage(ThriftMessage(1, "Ping", 7, TextStruct(std::string(9, '\0')))),
           kReply, kOpen},
          {"a string of -1 bytes", FramedCall("Ping", "0b0001 ffffffff 00"), kUnread, kClosed},
          {"a string of 2^31-1 bytes", FramedCall("Ping", "0b0001 7fffffff 00"), kUnread, kClosed},
          {"an enum value that nobody knows", All("080009 7fffffff"), all, kOpen},
          {"NaN, infinity, -0.0", All("040006 7ff8000000000001 040006 fff0000000000000 040006 8000000000000000"), all,
           kOpen},
          {"a set with the same element twice", All("0e000b 0b 00000002 00000001 61 00000001 61"), all, kOpen},
          {"a map with the same key twice",
           All("0d000c 0b0c 00000002 00000001 61 0b0001 00000000 00 00000001 61 0b0001 00000000 00"), all, kOpen},
          {"a list of another type", All("0f000a 0a 00000001 0000000000000001"), bad, kClosed, strict},
          {"an empty list of another type", All("0f000a 0b 00000000"), all, kOpen},
          {"a list of type 0", All("0f000a 00 00000000"), all, kOpen},
          {"a list of type 0 with an element", All("0f000a 00 00000001"), bad, kClosed},
          {"a map of other types", All("0d000c 0808 00000001 00000001 00000001"), bad, kClosed, strict},
          {"a union with no arm", All("0c0012 00"), "exception 6 EchoEverything 7", kOpen,
           "it cannot be sent back: an application error; Kitex closes the connection"},
          {"a union with an unknown arm", All("0c0012 020063 01 00"), "exception 6 EchoEverything 7", kOpen},
          {"a struct without its stop", FramedCall("EchoEverything", "0c0001 020001 01"),
           "exception 7 EchoEverything 7", kClosed},
          {"arguments without their stop", FramedMessage(ThriftMessage(1, "Ping", 7, Unhex(kText))), kUnread, kClosed},
          {"an answer that is longer than a header's value",
           Header("0000", ThriftMessage(1, "Meta", 7, TextStruct(std::string(70000, 'k')))), "exception 6 Meta 7",
           kOpen, "it cannot be encoded: an application error; Kitex closes the connection"},
      });
}

}  // namespace

std::vector<Row> Bodies() {
  std::vector<Row> rows;
  AddUnknown(rows);
  AddValues(rows);
  return rows;
}

}  // namespace elanus::hostile
