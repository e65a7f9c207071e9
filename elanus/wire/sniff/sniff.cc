// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/sniff/sniff.h"

#include <string>

#include "elanus/base/strcat.h"
#include "elanus/wire/endian.h"
#include "elanus/wire/ttheader/header.h"
#include "elanus/wire/ttheader/mesh.h"

namespace elanus::wire {

namespace {

constexpr std::uint16_t kThriftMagic = 0x8001;
constexpr std::uint16_t kProtobufMagic = 0x9001;
constexpr std::string_view kHttp2Preface = "PRI * HT";

// Empty when the bytes say nothing.
std::string_view Foreigner(std::string_view bytes) {
  for (std::string_view method :
       {"GET ", "POST ", "PUT ", "HEAD ", "DELETE ", "OPTIONS ", "PATCH ", "CONNECT ", "TRACE ", "HTTP/1."}) {
    if (bytes.starts_with(method)) return "HTTP/1";
  }
  if (bytes.starts_with(kHttp2Preface)) return "HTTP/2";
  if (bytes.starts_with("SSH-")) return "SSH";
  if (bytes.starts_with("PROXY ") || bytes.starts_with(std::string_view("\r\n\r\n\0\r\n", 7))) {
    return "the PROXY protocol";
  }
  // A TLS record of a handshake, version 3.x, with a ClientHello or ServerHello in it.
  if (bytes.size() >= 6 && bytes.starts_with("\x16\x03") && (bytes[5] == 1 || bytes[5] == 2)) return "TLS";
  return {};
}

void AppendHex(std::string& out, std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4) out += ' ';
    out += "0123456789abcdef"[static_cast<unsigned char>(bytes[i]) >> 4];
    out += "0123456789abcdef"[static_cast<unsigned char>(bytes[i]) & 0xf];
  }
}

}  // namespace

MessageKind SniffPayload(std::string_view bytes) {
  if (bytes.size() < kSniffBytes) return MessageKind::kMore;
  const auto first = LoadBig<std::uint16_t>(bytes.data());
  const auto second = LoadBig<std::uint16_t>(bytes.data() + 4);
  if (first == kThriftMagic) return MessageKind::kBuffered;
  if (second == kThriftMagic) return MessageKind::kFramed;
  if (second == kProtobufMagic) return MessageKind::kProtobufFramed;
  return MessageKind::kUnknown;
}

MessageKind Sniff(std::string_view bytes) {
  if (bytes.size() < kSniffBytes) return MessageKind::kMore;
  if (bytes.starts_with(kHttp2Preface)) return MessageKind::kHttp2;
  if (LoadBig<std::uint16_t>(bytes.data() + 4) == kTtMagic) {
    const bool stream = (LoadBig<std::uint16_t>(bytes.data() + 6) & tt_flag::kStreaming) != 0;
    return stream ? MessageKind::kTtStream : MessageKind::kTtHeader;
  }
  if (LoadBig<std::uint16_t>(bytes.data()) == kMeshMagic) return MessageKind::kMesh;
  return SniffPayload(bytes);
}

Status SniffError(std::string_view bytes) {
  const std::string_view words = bytes.substr(0, kSniffBytes);
  std::string hex;
  AppendHex(hex, words);
  if (words.empty()) hex = "nothing";
  const std::string_view foreigner = Foreigner(words);
  return ApplicationError(AppException::kProtocolError,
                          foreigner.empty() ? StrCat("expected a Kitex protocol, got ", hex)
                                            : StrCat("speaks ", foreigner, ", expected a Kitex protocol, got ", hex));
}

}  // namespace elanus::wire
