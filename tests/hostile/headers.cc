// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/base/strcat.h"
#include "tests/hostile/bytes.h"
#include "tests/hostile/table.h"

namespace elanus::hostile {

namespace {

using enum Ends;

const std::string kReply = "reply Ping 7";

// HEADER SIZE, protocol id, transforms, flags, magic.
void AddFixedParts(std::vector<Row>& rows) {
  const std::string tt = Header("0000", Ping());
  const auto protocol = [&](const char* id) { return Patched(tt, 14, id); };
  rows.insert(
      rows.end(),
      {
          {"header size 0", Patched(tt, 12, "0000"), "", kClosed},
          {"header size 65,535 and 40 bytes", Patched(tt, 12, "ffff"), "", kClosedAfterFrame},
          {"header size 1 too big", Patched(tt, 12, "0002"), "", kClosed, "the payload begins in the envelope"},
          {"header size 1 too small", Patched(Header("0000" + StringEntry("isn", "Interop"), Ping()), 12, "0004"), "",
           kClosed},
          {"the greatest header: 262,140 bytes of padding", Header(Repeat("00", 262140), Ping()), kReply, kOpen},
          {"a header and no payload", Header("0000", ""), "", kClosedAfterFrame},
          {"7 bytes of payload", Header("0000", Ping().substr(0, 7)), "", kClosedAfterFrame},
          {"protocol id 2 (Thrift compact)", protocol("02"), "", kClosed},
          {"protocol id 3", protocol("03"), kReply, kOpen},
          {"protocol id 4", protocol("04"), kReply, kOpen},
          {"protocol id 0x10", protocol("10"), kReply, kOpen},
          {"protocol id 0x11", protocol("11"), kReply, kOpen},
          {"protocol id 1", protocol("01"), "", kClosed},
          {"protocol id 0xff", protocol("ff"), "", kClosed},
          {"3 transforms", Header("0003010203", Ping()), kReply, kOpen, "ignored, as by Kitex"},
          {"255 transforms in a header of 4 bytes", Header("00ff", Ping()), "", kClosed},
          {"flags 0x8001", Patched(tt, 6, "8001"), kReply, kOpen},
          {"flags 0x0008 (duplex reverse)", Patched(tt, 6, "0008"), kReply, kOpen},
          {"flags 0x0010 (SASL)", Patched(tt, 6, "0010"), kReply, kOpen},
          {"flags 0x0002 (streaming)", Patched(tt, 6, "0002"), "", kClosed,
           "TTHeader streaming is not spoken yet; Kitex hands the connection to it"},
          {"magic 0x1001", Patched(tt, 4, "1001"), "", kClosed},
          {"sequence id that is not the payload's", Patched(tt, 8, "00000063"), kReply, kOpen,
           "the payload's own holds, as in Kitex"},
      });
}

void AddSections(std::vector<Row>& rows) {
  const std::string isn = StringEntry("isn", "Interop");
  const auto info = [](const std::string& hex) { return Header("0000" + hex, Ping()); };
  rows.insert(
      rows.end(),
      {
          {"info id 0x02", info("02000100"), "", kClosed},
          {"info id 0x12", info("12000100"), "", kClosed},
          {"info id 0xff behind a good section", info(isn + "ff"), "", kClosed},
          {"padding before and between sections", info("000000" + isn + "00000000" + IntEntry(3, "me")), kReply, kOpen},
          {"65,535 entries announced, 1 there", info("01ffff" + isn.substr(6)), "", kClosed},
          {"a key longer than the header", info("010001ffff69736e"), "", kClosed},
          {"a value longer than the header", info("010001000369736effff"), "", kClosed},
          {"an int value longer than the header", info("1000010003ffff41"), "", kClosed},
          {"an ACL token longer than the header", info("11ffff41"), "", kClosed},
          {"a section cut off in its count", info("0100"), "", kClosed},
          {"an ACL token", info("110003746f6b"), kReply, kOpen},
          {"two ACL tokens", info("110003746f6b110003746f6b"), kReply, kOpen},
          {"each section twice", info(isn + isn + IntEntry(3, "a") + IntEntry(3, "b")), kReply, kOpen},
          {"the same key twice in a section", info("010002000369736e000161000369736e0007496e7465726f70"), kReply, kOpen,
           "the last counts"},
          {"an empty key and an empty value", info(StringEntry("", "")), kReply, kOpen},
          {"a value of 65,535 bytes", info(StringEntry("k", std::string(65535, 'v'))), kReply, kOpen},
          {"10,000 entries", info("012710" + Repeat("0001610000", 10000)), kReply, kOpen},
          {"unknown int keys", info(IntEntry(999, "x") + IntEntry(65535, "y")), kReply, kOpen},
          {"keys of replies in a request", info(StringEntry("crrst", "1") + StringEntry("biz-status", "1")), kReply,
           kOpen},
          {"a service that is not there, and a method that is", info(StringEntry("isn", "Nope")), kReply, kOpen},
          {"a service name of zero bytes", info(StringEntry("isn", std::string(100, '\0'))), kReply, kOpen},
          {"a timeout of 0, of -1, of words", info(IntEntry(12, "0") + IntEntry(12, "-1") + IntEntry(12, "soon")),
           kReply, kOpen, "ignored, as by Kitex"},
          {"a timeout of 10^20 ms", info(IntEntry(12, "100000000000000000000")), kReply, kOpen},
          {"a caller's name that is no UTF-8", info(IntEntry(3, "\xff\xfe\r\n")), kReply, kOpen},
          {"an address that is none", info(StringEntry("rip", "\n\n")), kReply, kOpen},
          {"a checksum that is wrong, where none is checked", info(StringEntry("crc32c", "00000000")), kReply, kOpen},
          {"metadata without a key", info(StringEntry("RPC_PERSIST_", "x")), kReply, kOpen},
      });
}

void AddMesh(std::vector<Row>& rows) {
  const std::string mesh = Unhex("ffaf 0008 0001 0001 61 0001 62");
  const std::string framed = FramedMessage(Ping());
  const std::string more_than_size = Unhex("ffaf 0008 0002 0001 61 0001 62") + framed;
  rows.insert(rows.end(),
              {
                  {"mesh header, Framed", mesh + framed, kReply, kOpen, "the reply has none, as in Kitex"},
                  {"mesh header, Buffered", mesh + Ping(), kReply, kOpen},
                  {"mesh header, TTHeader", mesh + Header("0000", Ping()), "", kClosed},
                  {"two mesh headers", mesh + mesh + framed, "", kClosed},
                  {"mesh header of 0 bytes", Unhex("ffaf 0000") + framed, "", kClosed},
                  {"mesh header with more entries than bytes", more_than_size, "", kClosed},
                  {"mesh header of 65,535 bytes, 30 there", Unhex("ffaf ffff") + framed, "", kClosedAfterFrame},
              });
}

}  // namespace

std::vector<Row> Headers() {
  std::vector<Row> rows;
  AddFixedParts(rows);
  AddSections(rows);
  AddMesh(rows);
  return rows;
}

}  // namespace elanus::hostile
