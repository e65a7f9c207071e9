// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Every message that a real Kitex client and server exchanged (tests/golden) is decoded field by field and encoded
// again: the bytes must come out the same.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "elanus/wire/crc32c.h"
#include "elanus/wire/framed/framed.h"
#include "elanus/wire/kitex_protobuf/message.h"
#include "elanus/wire/sniff/sniff.h"
#include "elanus/wire/test_hex.h"
#include "elanus/wire/thrift/application_exception.h"
#include "elanus/wire/thrift/message.h"
#include "elanus/wire/thrift/reader.h"
#include "elanus/wire/thrift/scan.h"
#include "elanus/wire/ttheader/reader.h"
#include "elanus/wire/ttheader/writer.h"

namespace elanus::wire {
namespace {

namespace fs = std::filesystem;

// The bytes of each connection and direction, "1 >" to what the client sent there.
std::map<std::string, std::string> Streams(const fs::path& file) {
  std::map<std::string, std::string> streams;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    std::string connection, direction, hex;
    words >> connection >> direction >> hex;
    if (hex != "CLOSE") streams[connection + " " + direction] += FromHex(hex);
  }
  return streams;
}

void CopyStruct(Reader& r, Writer& w);

void CopyValue(Reader& r, Writer& w, TType type) {
  switch (type) {
    case TType::kBool: return w.WriteBool(r.ReadBool());
    case TType::kByte: return w.WriteByte(r.ReadByte());
    case TType::kI16: return w.WriteI16(r.ReadI16());
    case TType::kI32: return w.WriteI32(r.ReadI32());
    case TType::kI64: return w.WriteI64(r.ReadI64());
    case TType::kDouble: return w.WriteDouble(r.ReadDouble());
    case TType::kString: return w.WriteString(r.ReadString());
    case TType::kStruct: return CopyStruct(r, w);
    case TType::kMap: {
      const ContainerHeader header = r.ReadMapHeader();
      w.MapBegin(header.key, header.value, header.count);
      for (std::size_t i = 0; i < header.count && r.ok(); ++i) {
        CopyValue(r, w, header.key);
        CopyValue(r, w, header.value);
      }
      return;
    }
    case TType::kSet:
    case TType::kList: {
      const ContainerHeader header = r.ReadListHeader();
      w.ListBegin(header.value, header.count);
      for (std::size_t i = 0; i < header.count && r.ok(); ++i) CopyValue(r, w, header.value);
      return;
    }
    default: r.Skip(type);
  }
}

void CopyStruct(Reader& r, Writer& w) {
  Reader::Nest nest(r);
  for (Field field; r.NextField(field);) {
    w.FieldBegin(field.type, field.id);
    CopyValue(r, w, field.type);
  }
  w.FieldStop();
}

// An envelope and its struct.
void CopyMessage(std::string_view message, Bytes& out, MessageHead& head) {
  const Found size = ReadMessageHead(message, head);
  ASSERT_TRUE(size.ok()) << size.status().message();
  Writer w(out);
  WriteMessageHead(w, head);
  Reader r(message.substr(*size));
  if (head.type == MessageType::kException) {
    const Status failure = ReadApplicationException(r);
    WriteApplicationException(w, failure.app_exception().value(), failure.message());
  } else {
    CopyStruct(r, w);
  }
  ASSERT_TRUE(r.ok()) << r.status().message();
  ASSERT_TRUE(w.ok());
  EXPECT_EQ(r.remaining(), 0u);
}

// Kitex-Protobuf's envelope and what it holds.
void CopyProtobuf(std::string_view message, Bytes& out, MessageHead& head) {
  const Found size = ReadProtobufHead(message, head);
  ASSERT_TRUE(size.ok()) << size.status().message();
  ASSERT_TRUE(WriteProtobufHead(out, head).ok());
  if (head.type == MessageType::kException) {
    bool whole = false;
    const Status failure = ReadErrorProto(message.substr(*size), Limits(), whole);
    ASSERT_TRUE(whole) << failure.message();
    WriteErrorProto(out, failure.app_exception().value(), failure.message());
  } else {
    out.Append(message.substr(*size));
  }
}

// A message that is Buffered or Framed.
void CopyPayload(std::string_view payload, Bytes& out, MessageHead& head) {
  const MessageKind kind = SniffPayload(payload);
  if (kind == MessageKind::kBuffered) return CopyMessage(payload, out, head);
  const std::size_t mark = BeginFrame(out);
  if (kind == MessageKind::kProtobufFramed) {
    CopyProtobuf(payload.substr(4), out, head);
  } else {
    ASSERT_EQ(kind, MessageKind::kFramed);
    CopyMessage(payload.substr(4), out, head);
  }
  ASSERT_TRUE(EndFrame(out, mark).ok());
}

std::size_t FrameSize(std::string_view bytes) {
  Found size = Internal("not a message");
  switch (Sniff(bytes)) {
    case MessageKind::kTtHeader:
    case MessageKind::kProtobufFramed:
    case MessageKind::kFramed: size = 4 + std::size_t{LoadBig<std::uint32_t>(bytes.data())}; break;
    case MessageKind::kBuffered: {
      MessageHead head;
      const Found envelope = ReadMessageHead(bytes, head);
      EXPECT_TRUE(envelope.ok());
      StructScanner scanner;
      const Found body = scanner.Feed(bytes.substr(*envelope));
      EXPECT_TRUE(body.ok());
      size = *envelope + *body;
      break;
    }
    default: break;
  }
  EXPECT_TRUE(size.ok()) << size.status().message();
  return size.ok() ? *size : 0;
}

// What the header of a frame says.
struct Seen {
  TtHeader header;
  std::map<std::string, std::string, std::less<>> strings;
  MessageHead head;
};

void CopyTtFrame(std::string_view frame, Bytes& out, Seen& seen) {
  const Status status = ReadTtHeader(frame, seen.header, [&](std::string_view key, std::string_view value) {
    seen.strings[std::string(key)] = value;
  });
  ASSERT_TRUE(status.ok()) << status.message();
  TtHeaderWriter header(out, seen.header.flags, seen.header.sequence_id, seen.header.protocol_id);
  std::string_view sections;
  TtHeader again;
  ASSERT_TRUE(ReadTtFixed(frame, again, sections).ok());
  TtSectionReader reader(sections, 0);
  for (TtEntry entry; reader.Next(entry);) {
    if (entry.is_int) {
      header.Int(static_cast<TtKey>(entry.int_key), entry.value);
    } else if (entry.key == tt_string::kChecksum) {
      header.Checksum();
    } else {
      header.String(entry.key, entry.value);
    }
  }
  const TtFrame mark = header.End();
  CopyPayload(frame.substr(seen.header.size), out, seen.head);
  ASSERT_TRUE(EndTtFrame(out, mark).ok());
}

// All messages of a file, by connection and direction.
std::map<std::string, std::vector<Seen>> CopyFile(const std::string& name,
                                                  std::map<std::string, std::string>& streams) {
  std::map<std::string, std::vector<Seen>> all;
  streams = Streams(fs::path(ELANUS_SOURCE_DIR) / "tests/golden" / name);
  for (const auto& [key, bytes] : streams) {
    for (std::string_view rest = bytes; !rest.empty();) {
      const std::size_t size = FrameSize(rest);
      if (size == 0 || size > rest.size()) {
        ADD_FAILURE() << name << " " << key << ": no message in " << ToHex(rest);
        return all;
      }
      const std::string_view frame = rest.substr(0, size);
      Seen& seen = all[key].emplace_back();
      Bytes out;
      if (Sniff(frame) == MessageKind::kTtHeader) {
        CopyTtFrame(frame, out, seen);
      } else {
        CopyPayload(frame, out, seen.head);
      }
      EXPECT_EQ(ToHex(out.view()), ToHex(frame)) << name << " " << key;
      rest.remove_prefix(size);
    }
  }
  return all;
}

class Golden : public ::testing::Test {
 protected:
  const Seen& Load(const std::string& name, const std::string& stream, std::size_t index = 0) {
    all_ = CopyFile(name, streams_);
    return all_.at(stream).at(index);
  }
  std::map<std::string, std::string> streams_;  // what the views point into
  std::map<std::string, std::vector<Seen>> all_;
};

TEST(GoldenFiles, EveryMessageComesOutAsItWentIn) {
  std::size_t messages = 0;
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(fs::path(ELANUS_SOURCE_DIR) / "tests/golden")) {
    if (entry.path().extension() != ".txt") continue;
    ++files;
    std::map<std::string, std::string> streams;
    for (const auto& [key, seen] : CopyFile(entry.path().filename(), streams)) messages += seen.size();
  }
  EXPECT_EQ(files, 30u);
  EXPECT_EQ(messages, 64u);
}

TEST_F(Golden, Buffered) {
  const Seen& reply = Load("buffered.txt", "1 <");
  EXPECT_EQ(reply.head, MessageHead(MessageType::kReply, "Echo", 3));
  EXPECT_EQ(Sniff(streams_["1 >"]), MessageKind::kBuffered);
}

TEST_F(Golden, Oneway) {
  EXPECT_EQ(Load("framed_oneway.txt", "1 >").head, MessageHead(MessageType::kOneway, "Fire", 12));
}

TEST_F(Golden, TtHeaderWithMetadata) {
  const Seen& request = Load("tth_meta.txt", "1 >");
  EXPECT_EQ(request.header.sequence_id, 16);
  EXPECT_EQ(request.header.flags, 0);
  const std::map<std::string, std::string, std::less<>> strings = {
      {"RPC_TRANSIT_t1", "tv1"}, {"RPC_PERSIST_p1", "pv1"}, {"isn", "EchoService"}};
  EXPECT_EQ(request.strings, strings);
  EXPECT_EQ(request.header.Int(TtKey::kTransportType), "unframed");
  EXPECT_EQ(request.header.Int(TtKey::kFromService), "svc.a");
  EXPECT_EQ(request.header.Int(TtKey::kToService), "svc.b");
  EXPECT_EQ(request.header.Int(TtKey::kToMethod), "Echo");
  EXPECT_EQ(request.header.Int(TtKey::kRpcTimeout), "1000");
  EXPECT_EQ(request.header.Int(TtKey::kConnectTimeout), "1000");
  EXPECT_EQ(request.header.Int(TtKey::kMsgType), "1");
  EXPECT_TRUE(request.header.Has(TtKey::kFromMethod));
  EXPECT_FALSE(request.header.Has(TtKey::kLogId));
  const Seen& reply = all_.at("1 <").at(0);
  EXPECT_EQ(reply.strings.at("bk"), "bv");
  EXPECT_EQ(reply.header.Int(TtKey::kMsgType), "2");
}

TEST_F(Golden, AclToken) { EXPECT_EQ(Load("tth_gdpr.txt", "1 >").strings.at("RPC_TRANSIT_gdpr-token"), "tok"); }

TEST_F(Golden, BusinessError) {
  const Seen& reply = Load("tth_biz.txt", "1 <");
  EXPECT_EQ(reply.strings.at("biz-status"), "404");
  EXPECT_EQ(reply.strings.at("biz-message"), "not found");
  EXPECT_EQ(reply.strings.at("biz-extra"), R"({"k":"v"})");
  EXPECT_EQ(reply.head.type, MessageType::kReply);
}

TEST_F(Golden, Checksums) {
  EXPECT_EQ(Load("tth_crc.txt", "1 >").strings.at("crc32c"), "fae6bcbd");
  EXPECT_EQ(Load("x_tthf_crc.txt", "1 >").strings.at("crc32c"), "81d77709");
}

TEST_F(Golden, GracefulShutdown) {
  EXPECT_EQ(Load("grace.txt", "1 <", 0).strings.count("crrst"), 0u);
  EXPECT_EQ(all_.at("1 <").at(1).strings.at("crrst"), "1");
}

TEST_F(Golden, MultiplexingAndItsControlFrame) {
  EXPECT_EQ(Load("muxshutdown.txt", "1 >").header.flags, tt_flag::kOutOfOrder);
  const Seen& control = all_.at("1 <").at(1);
  EXPECT_EQ(control.header.sequence_id, 0);
  EXPECT_EQ(control.strings.at("crrst"), "1");
  EXPECT_EQ(control.head, MessageHead(MessageType::kReply, "none", 0));
}

TEST_F(Golden, ARetryHasANewSequenceIdAndSaysSo) {
  EXPECT_EQ(Load("x_retry.txt", "1 >").head.sequence_id, 9);
  const Seen& retry = all_.at("2 >").at(0);
  EXPECT_EQ(retry.head.sequence_id, 10);
  EXPECT_EQ(retry.strings.at("RPC_PERSIST_RetryReq"), "1");
}

}  // namespace
}  // namespace elanus::wire
