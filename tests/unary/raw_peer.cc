// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/unary/raw_peer.h"

#include "elanus/base/check.h"
#include "elanus/protocol/kitex/incoming.h"
#include "elanus/wire/kitex_protobuf/message.h"
#include "elanus/wire/thrift/application_exception.h"
#include "elanus/wire/thrift/reader.h"

namespace elanus {

namespace {

Task<std::unique_ptr<net::Stream>> Connect(net::Network& network, Address address) {
  auto stream = co_await network.Dial(address, async::Until());
  ELANUS_CHECK(stream.ok(), stream.status().ToString());
  co_return std::move(*stream);
}

// One message at the front: appends what it is, returns its size; 0 when it is none, or not whole.
std::size_t Describe(std::string_view bytes, std::string& out) {
  protocol::Incoming message;
  const auto found = protocol::IncomingFinder(Limits()).Find(bytes, message);
  if (!found.ok() || *found == wire::kMore) return 0;
  const wire::MessageHead& head = message.head;
  // Hostile names may be long.
  const std::string method = head.method.size() > 40 ? StrCat(head.method.size(), "-bytes") : std::string(head.method);
  wire::Reader reader(message.body);
  if (head.type == wire::MessageType::kException) {
    bool whole = false;
    const Status exception = message.payload == Payload::kProtobuf ? wire::ReadErrorProto(message.body, Limits(), whole)
                                                                   : wire::ReadApplicationException(reader);
    out += StrCat("exception ", exception.app_exception().value_or(-1), " ", method, " ", head.sequence_id, "; ");
  } else {
    out += StrCat(head.type == wire::MessageType::kReply ? "reply " : "message ", method, " ", head.sequence_id, "; ");
  }
  return message.size;
}

}  // namespace

RawPeer::RawPeer(TestLoop& loop, net::Network& network, std::string_view address)
    : RawPeer(loop, loop.Run(Connect(network, *Address::Parse(address)))) {}

RawPeer::RawPeer(TestLoop& loop, std::unique_ptr<net::Stream> stream) : loop_(loop), stream_(std::move(stream)) {
  stream_->SetObserver(*this);
}

RawPeer::~RawPeer() = default;

void RawPeer::Write(std::string_view bytes) {
  to_send_ += bytes;
  WriteMore();
}

void RawPeer::Send(std::string_view bytes) {
  Write(bytes);
  loop_.RunUntilIdle();
}

void RawPeer::WriteMore() {
  while (!to_send_.empty() && !closed_) {
    const net::IoResult wrote = stream_->Write(to_send_.data(), to_send_.size());
    if (wrote.kind() == net::IoResult::Kind::kBlocked) return;
    if (wrote.kind() != net::IoResult::Kind::kDone) {
      closed_ = true;
      return;
    }
    to_send_.erase(0, wrote.size());
  }
}

void RawPeer::Reset() {
  stream_->Abort();
  stream_.reset();
  closed_ = true;
}

void RawPeer::OnReadable() {
  char buffer[4096];
  while (!closed_ && !deaf_) {
    const net::IoResult read = stream_->Read(buffer, sizeof buffer);
    if (read.kind() == net::IoResult::Kind::kBlocked) return;
    if (read.kind() != net::IoResult::Kind::kDone) {
      closed_ = true;
      return;
    }
    received_.append(buffer, read.size());
  }
}

std::string RawPeer::Outcome() const { return DescribeAnswers(received_, closed_); }

std::string DescribeAnswers(std::string_view received, bool closed) {
  std::string out;
  while (!received.empty()) {
    const std::size_t size = Describe(received, out);
    if (size == 0) {
      out += StrCat(received.size(), " bytes; ");
      break;
    }
    received.remove_prefix(size);
  }
  if (closed) return out + "closed";
  if (!out.empty()) out.resize(out.size() - 2);
  return out;
}

std::string Unhex(std::string_view hex) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    while (hex[i] == ' ') ++i;
    bytes.push_back(static_cast<char>(digit(hex[i]) << 4 | digit(hex[i + 1])));
  }
  return bytes;
}

std::string Big(std::uint64_t value, int bytes) {
  std::string out;
  for (int i = bytes - 1; i >= 0; --i) out.push_back(static_cast<char>(value >> (8 * i)));
  return out;
}

std::string ThriftMessage(int type, std::string_view method, std::int32_t sequence_id, std::string_view body) {
  return StrCat(Big(0x80010000u + static_cast<unsigned>(type), 4), Big(method.size(), 4), method,
                Big(static_cast<std::uint32_t>(sequence_id), 4), body);
}

std::string FramedMessage(std::string_view message) { return StrCat(Big(message.size(), 4), message); }

std::string TTHeaderMessage(std::string_view message, std::int32_t sequence_id, std::string_view key,
                            std::string_view value, int flags) {
  std::string header = Big(0, 2);
  if (!key.empty()) {
    header += StrCat(Big(1, 1), Big(1, 2), Big(key.size(), 2), key, Big(value.size(), 2), value);
  }
  header.resize((header.size() + 3) / 4 * 4);
  return StrCat(Big(10 + header.size() + message.size(), 4), Unhex("1000"), Big(static_cast<unsigned>(flags), 2),
                Big(static_cast<std::uint32_t>(sequence_id), 4), Big(header.size() / 4, 2), header, message);
}

std::string TextStruct(std::string_view text) {
  return StrCat(Unhex("0b0001"), Big(text.size(), 4), text, std::string_view("\0", 1));
}

}  // namespace elanus
