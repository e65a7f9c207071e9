// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/base/strcat.h"
#include "tests/hostile/bytes.h"
#include "tests/hostile/table.h"

namespace elanus::hostile {

namespace {

using enum Ends;

const std::string kReply = "reply Ping 7";

void AddTypes(std::vector<Row>& rows) {
  const auto type = [](int t) { return FramedMessage(Ping(7, t)); };
  const std::string refused = "the server answers requests only, as Kitex";
  rows.insert(
      rows.end(),
      {
          {"version 0x8002", Patched(Ping(), 0, "8002"), "", kClosed},
          {"version 0x8002, framed", FramedMessage(Patched(Ping(), 0, "8002")), "", kClosed},
          {"no version word (old Thrift)", Unhex("00000004") + "Ping" + Unhex("01 00000007 00"), "", kClosed},
          {"no version word, framed", FramedMessage(Unhex("00000004") + "Ping" + Unhex("01 00000007 00")), "", kClosed},
          {"message type 0", type(0), "", kClosed},
          {"message type 2 (reply)", type(2), "", kClosed, refused},
          {"message type 3 (exception)", type(3), "", kClosed, refused},
          {"message type 3, bare", Ping(7, 3), "", kClosed},
          {"message type 4 (oneway) to a method that answers", type(4), kReply, kOpen, "answered, as by Kitex"},
          {"message type 5 (stream)", type(5), "reply Ping 0", kOpen, "sequence id 0, as Kitex"},
          {"message type 6 (heartbeat)", type(6), "", kClosed},
          {"message type 9", type(9), "", kClosed},
          {"message type 0x0101", type(0x0101), "", kClosed},
          {"a call of a oneway method", FramedCall("Notify", "0b0001 00000001 6b 00"), "", kOpen,
           "never answered, whatever the type"},
          {"a oneway message", FramedMessage(ThriftMessage(4, "Notify", 7, TextStruct("k"))), "", kOpen},
      });
}

void AddSequenceIds(std::vector<Row>& rows) {
  for (const std::int32_t id : {0, -1, INT32_MIN, INT32_MAX}) {
    rows.emplace_back(StrCat("sequence id ", id), FramedMessage(Ping(id)), StrCat("reply Ping ", id), kOpen);
  }
  rows.emplace_back("sequence id 0 of a multiplexed call", Header("0000", Ping(0), 1), "reply Ping 0", kOpen);
}

void AddMethods(std::vector<Row>& rows) {
  const auto method = [](const std::string& name) { return FramedMessage(ThriftMessage(1, name, 7, Unhex("00"))); };
  const auto size = [](const char* hex) { return Patched(FramedMessage(Ping()), 8, hex); };
  const std::string nope = ThriftMessage(1, "Nope", 7, Unhex("00"));
  rows.insert(
      rows.end(),
      {
          {"an unknown method", FramedMessage(nope), "exception 20 Nope 7", kClosed, "20, as there is no service name"},
          {"an unknown method, bare", nope, "exception 20 Nope 7", kClosed},
          {"an unknown method of a known service", Header("0000" + StringEntry("isn", "Interop"), nope),
           "exception 1 Nope 7", kClosed},
          {"an unknown method of an unknown service", Header("0000" + StringEntry("isn", "Other"), nope),
           "exception 20 Nope 7", kClosed},
          {"an unknown method, multiplexed", Header("0000", nope, 1), "exception 20 Nope 7", kOpen,
           "other calls share the connection"},
          {"an unknown method as oneway message", FramedMessage(ThriftMessage(4, "Nope", 7, Unhex("00"))),
           "exception 20 Nope 7", kClosed},
          {"a method in the wrong case", method("ping"), "exception 20 ping 7", kClosed},
          {"a method with a line break", method("a\nb"), "exception 20 a\nb 7", kClosed},
          {"a method that is no UTF-8", method("\xff\xc0"), "exception 20 \xff\xc0 7", kClosed},
          {"a method of 65,535 bytes", method(std::string(65535, 'm')), "exception 20 65535-bytes 7", kClosed},
          {"a method of 65,536 bytes", method(std::string(65536, 'm')), "exception 20 65536-bytes 7", kClosed},
          {"a method of 1 MiB", method(std::string(1 << 20, 'm')), "exception 20 1048576-bytes 7", kClosed},
          {"a method of 1 MiB and 1 byte", method(std::string((1 << 20) + 1, 'm')), "", kClosed, "Kitex takes any"},
          {"a method of no bytes", FramedMessage(ThriftMessage(1, "", 7, Unhex("00"))), "", kClosed},
          {"a method of no bytes, bare", ThriftMessage(1, "", 7, Unhex("00")), "", kClosed},
          {"a method of no bytes, TTHeader", Header("0000", ThriftMessage(1, "", 7, Unhex("00"))), "", kClosed},
          {"a method of -1 bytes", size("ffffffff"), "", kClosed},
          {"a method of 2^31-1 bytes", size("7fffffff"), "", kClosed, "Kitex waits for them; the limit is 1 MiB here"},
          {"a method longer than its frame", size("00000064"), "", kClosedAfterFrame,
           "the envelope is not whole: nobody to answer"},
      });
}

}  // namespace

std::vector<Row> Envelopes() {
  std::vector<Row> rows;
  AddTypes(rows);
  AddSequenceIds(rows);
  AddMethods(rows);
  return rows;
}

}  // namespace elanus::hostile
