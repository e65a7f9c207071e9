// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/hostile/answers.h"

#include "tests/hostile/bytes.h"

namespace elanus::hostile {

namespace {

using Bytes = AnswerRow::Bytes;

Bytes Same(std::string bytes) {
  return [bytes = std::move(bytes)](std::int32_t) { return bytes; };
}
// A framed message of this type, method and body, for the call's own sequence id and what is added to it.
Bytes Message(int type, std::string method, std::string hex_body, std::int32_t add = 0) {
  return [=](std::int32_t id) { return FramedMessage(ThriftMessage(type, method, id + add, Unhex(hex_body))); };
}
// The right answer behind these info sections.
Bytes Behind(std::string hex_info) {
  return [=](std::int32_t id) {
    return Patched(Header("0000" + hex_info, PingReply(id)), 8, Hex(Big(static_cast<std::uint32_t>(id), 4)));
  };
}
Bytes Right(std::string (*change)(std::string framed)) {
  return [=](std::int32_t id) { return change(FramedMessage(PingReply(id))); };
}

constexpr const char* kHi = "0b0000 00000002 6869 00";

void AddRight(std::vector<AnswerRow>& rows) {
  rows.emplace_back("the right answer, Framed", Message(2, "Ping", kHi), "ok", "hi");
  rows.emplace_back(
      "the right answer, Buffered", [](std::int32_t id) { return PingReply(id); }, "ok", "hi",
      "any framing answers any other");
  rows.emplace_back("the right answer, TTHeader", Behind(""), "ok", "hi");
  rows.emplace_back("an empty result", Message(2, "Ping", "00"), "ok", "", "no error, as in Kitex");
  rows.emplace_back("a result and fields that nobody knows", Message(2, "Ping", "0c0063 00 0b0000 00000002 6869 00"),
                    "ok", "hi");
  rows.emplace_back("a result of another type", Message(2, "Ping", "080000 00000007 00"), "ok", "", "skipped");
  rows.emplace_back("length 0", Right([](std::string framed) { return WithLength(framed, 0); }), "ok", "hi",
                    "the struct is walked");
  rows.push_back(AnswerRow("crrst", Behind(StringEntry("crrst", "1")), "ok", "hi").Leaving());
  rows.emplace_back("a business error", Behind(StringEntry("biz-status", "7")), "BizError", "");
  rows.emplace_back("a business error whose extra is no JSON",
                    Behind(StringEntry("biz-status", "7") + StringEntry("biz-extra", "{nonsense")), "BizError", "",
                    "Kitex reports success");
  rows.emplace_back("a business status that is no number", Behind(StringEntry("biz-status", "soon")), "ok", "hi");
}

void AddWrong(std::vector<AnswerRow>& rows) {
  const std::string twenty = "0b0001 00000002 6e6f 080002 00000014 00";
  rows.emplace_back("another sequence id", Message(2, "Ping", kHi, 1), "application 4", "expected the reply with");
  rows.emplace_back("another method", Message(2, "Pong", kHi), "application 3",
                    "expected a reply to Ping, got one to Pong");
  rows.emplace_back("a call", Message(1, "Ping", kHi), "application 2", "got 1");
  rows.emplace_back("a oneway message", Message(4, "Ping", kHi), "application 2", "got 4");
  rows.emplace_back("a message of type 9", Message(9, "Ping", kHi), "Unavailable", "message type");
  rows.emplace_back("an exception", Message(3, "Ping", twenty), "application 20", "no");
  rows.emplace_back("an exception with another sequence id and method", Message(3, "x", twenty, 5), "application 20",
                    "no", "neither is looked at, as in Kitex: proxies answer so");
  rows.emplace_back("an exception that does not decode", Message(3, "Ping", "0b0001 7fffffff"), "application 7", "");
  rows.emplace_back("an exception without fields", Message(3, "Ping", "00"), "application 0", "");
  rows.emplace_back("a result of 2^31-1 bytes", Message(2, "Ping", "0b0000 7fffffff"), "application 7",
                    "the reply of server:1");
  rows.emplace_back("an unknown list of 2^31-1", Message(2, "Ping", "0f0009 0c 7fffffff"), "application 7", "");
  rows.emplace_back("100 levels", Message(2, "Ping", Repeat("0c0009", 100) + Repeat("00", 101)), "application 7",
                    "depth");
  rows.emplace_back("a field of type 5", Message(2, "Ping", "050009 00"), "application 7", "unknown data type 5");
  rows.emplace_back("header size 0", Same(Unhex("00000010 1000 0000 00000001 0000 0000 0000 0000")), "Unavailable",
                    "header size");
  rows.emplace_back("protocol id 2", Same(Patched(Header("0000", PingReply(1)), 14, "02")), "Unavailable",
                    "protocol id");
  rows.emplace_back("info id 2", Behind("02"), "Unavailable", "info id");
  rows.emplace_back("a key longer than the header", Behind("010001ffff"), "Unavailable", "key of the string map");
  rows.emplace_back("a length above the limit", Same(Unhex("7fffffff 80010002")), "Unavailable", "67108864");
}

void AddForeign(std::vector<AnswerRow>& rows) {
  const std::string http = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n";
  rows.emplace_back("HTTP/1.1 400", Same(http), "Unavailable", "speaks HTTP/1");
  rows.emplace_back("HTTP/2 settings", Same(Unhex("000006040000000000000500004000")), "Unavailable", "expected");
  rows.emplace_back("TLS alert", Same(Unhex("15030100020228")), "DeadlineExceeded", "", "7 bytes decide nothing");
  rows.push_back(AnswerRow("TLS alert, and the end", Same(Unhex("15030100020228")), "Unavailable", "closed").Closing());
  rows.emplace_back("SSH", Same("SSH-2.0-OpenSSH_9.2\r\n"), "Unavailable", "speaks SSH");
  rows.emplace_back("Redis", Same("-ERR unknown command\r\n"), "Unavailable", "expected");
  rows.emplace_back("a stream's frame", Same(Header("1000 1000 01 001b 0001 32", "", 2)), "Unavailable", "streaming");
  rows.emplace_back("Kitex-Protobuf", Same(Unhex("0000000f 9001 0002 00000004 50696e67 00000001 0a")), "Unavailable",
                    "protobuf message");
  rows.emplace_back("zero bytes", Same(std::string(4096, '\0')), "Unavailable", "expected");
  rows.emplace_back("noise", Same(Noise(1, 4096)), "Unavailable", "expected");
}

void AddTiming(std::vector<AnswerRow>& rows) {
  const std::string control = Header(StringEntry("crrst", "1"), ThriftMessage(2, "none", 0, Unhex("00")));
  const auto twice = [](std::int32_t id) { return FramedMessage(PingReply(id)) + FramedMessage(PingReply(id)); };
  const auto half = Right([](std::string framed) { return framed.substr(0, 20); });
  rows.emplace_back("nothing", Same(""), "DeadlineExceeded", "rpc timeout");
  rows.emplace_back("half an answer, then nothing", half, "DeadlineExceeded", "rpc timeout");
  const auto more = Right([](std::string framed) { return WithLength(framed, 1000); });
  rows.emplace_back("an answer that promises more bytes, then nothing", more, "DeadlineExceeded", "rpc timeout");
  rows.push_back(AnswerRow("the end", Same(""), "Unavailable", "closed the connection before it answered").Closing());
  rows.push_back(AnswerRow("a reset", Same(""), "Unavailable", "").Resetting());
  rows.push_back(
      AnswerRow("half an answer, then the end", half, "Unavailable", "in the middle of its answer").Closing());
  rows.push_back(AnswerRow("half an answer, then a reset", half, "Unavailable", "").Resetting());
  rows.push_back(AnswerRow("the answer, then the end", Message(2, "Ping", kHi), "ok", "hi").Closing().Leaving());
  rows.push_back(
      AnswerRow("the answer twice", twice, "ok", "hi", "the second answers nobody: such a connection is left")
          .Leaving());
  rows.push_back(
      AnswerRow(
          "the answer, then garbage", [twice](std::int32_t id) { return twice(id).substr(0, 30) + "junk"; }, "ok", "hi")
          .Leaving());
  rows.push_back(AnswerRow("an answer before the question", Message(2, "Ping", kHi), "", "",
                           "the first call may fail, and says why")
                     .Greeting(FramedMessage(PingReply(1))));
  rows.push_back(AnswerRow("a banner before the question", Same(""), "Unavailable", "speaks SSH")
                     .Greeting("SSH-2.0-OpenSSH_9.2\r\n"));
}

}  // namespace

std::vector<AnswerRow> AnswerTable() {
  std::vector<AnswerRow> rows;
  AddRight(rows);
  AddWrong(rows);
  AddForeign(rows);
  AddTiming(rows);
  return rows;
}

}  // namespace elanus::hostile
