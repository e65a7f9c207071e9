// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/base/strcat.h"
#include "tests/hostile/bytes.h"
#include "tests/hostile/table.h"

namespace elanus::hostile {

namespace {

using enum Ends;

// What others say first. HTTP/2 is gRPC: docs/grpc.md.
void AddGreetings(std::vector<Row>& rows) {
  const std::string post = StrCat("POST /Interop HTTP/1.1\r\nHost: x\r\nContent-Length: 23\r\n\r\n", Ping());
  const std::string tls = Unhex("16030100c8010000c40303") + Noise(1, 194);
  const std::string mysql = Unhex("4a0000000a") + "8.0.36" + std::string(64, '\0');
  rows.insert(
      rows.end(),
      {
          {"HTTP/1.1 GET", "GET / HTTP/1.1\r\nHost: x\r\n\r\n", "", kClosed},
          {"HTTP/1.1 POST with a Thrift message", post, "", kClosed},
          {"TLS ClientHello", tls, "", kClosed},
          {"SSH", "SSH-2.0-OpenSSH_9.2\r\n", "", kClosed},
          {"Redis PING", "*1\r\n$4\r\nPING\r\n", "", kClosed},
          {"Redis PING, inline", "PING\r\n", "", kClosedAfterFirstBytes},
          {"memcached", "get a\r\n", "", kClosedAfterFirstBytes},
          {"MySQL greeting", mysql, "", kClosed},
          {"PostgreSQL startup", Unhex("00000008 04d2162f"), "", kClosed},
          {"SMTP", "EHLO example.org\r\n", "", kClosed},
          {"MQTT CONNECT", Unhex("101000044d5154540402003c000474657374"), "", kClosed},
          {"DNS over TCP", Unhex("001d 1234 0100 0001 0000 0000 0000") + std::string(17, 'x'), "", kClosed},
          {"PROXY protocol, version 1", "PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n" + Ping(), "", kClosed},
          {"PROXY protocol, version 2", Unhex("0d0a0d0a000d0a515549540a21110000"), "", kClosed},
          {"Dubbo", Unhex("dabbc20000000000") + std::string(8, '\0'), "", kClosed},
          {"Thrift compact", Unhex("8221 07 04") + "Ping" + Unhex("18026869 00"), "", kClosed},
          {"Thrift compact, framed", FramedMessage(Unhex("8221 07 04") + "Ping" + Unhex("18026869 00")), "", kClosed},
          {"Thrift JSON", R"([1,"Ping",1,7,{"1":{"str":"hi"}}])", "", kClosed},
          {"Thrift THeader", Unhex("00000020 0fff 0000 00000007 0001 0000 0000") + Ping(), "", kClosed},
      });
}

// Kitex's other protocols.
void AddRelatives(std::vector<Row>& rows) {
  const std::string protobuf = FramedMessage(Unhex("9001 0001 00000004") + "Ping" + Unhex("00000007 0a026869"));
  const std::string stream = Header(Hex(Unhex("1000")) + "10 0002 001b 0001 32 0009 0004 42696469", "", 2);
  const std::string wrong = "exception 9 Ping 7", says = "in Protobuf: the method is Thrift's";
  rows.insert(rows.end(), {
                              {"Kitex-Protobuf, framed", protobuf, wrong, kClosed, says},
                              {"Kitex-Protobuf behind a TTHeader", Header("0000", protobuf), wrong, kClosed, says},
                              {"TTHeader streaming", stream, "", kClosed, "not spoken yet"},
                              {"TTHeader in a TTHeader", Header("0000", Header("0000", Ping())), "", kClosed},
                              {"garbage in a TTHeader", Header("0000", "what is this?"), "", kClosed},
                              {"a frame in a frame", FramedMessage(FramedMessage(Ping())), "", kClosed},
                          });
}

}  // namespace

std::vector<Row> Foreigners() {
  std::vector<Row> rows;
  AddGreetings(rows);
  AddRelatives(rows);
  rows.emplace_back("8 zero bytes", std::string(8, '\0'), "", kClosed);
  rows.emplace_back("64 KiB of zero bytes", std::string(65536, '\0'), "", kClosed);
  rows.emplace_back("64 KiB of 0xff", std::string(65536, '\xff'), "", kClosed);
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    rows.emplace_back(StrCat("noise ", seed), Noise(seed, 1000 * seed), "", kClosed);
  }
  return rows;
}

}  // namespace elanus::hostile
