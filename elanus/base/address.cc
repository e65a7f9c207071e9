// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/base/address.h"

#include <charconv>
#include <optional>

namespace elanus {

namespace {

constexpr std::string_view kExpected = "expected host:port, :port, [ipv6]:port or unix:/path";
constexpr std::string_view kUnixPrefix = "unix:";
constexpr std::size_t kLongestUnixPath = 107;  // sockaddr_un holds 108 with the final zero
constexpr std::size_t kLongestHost = 255;      // of a DNS name

template <class... Parts>
Status Bad(std::string_view text, const Parts&... why) {
  return InvalidArgument("address \"", text.substr(0, kLongestHost), "\": ", why..., "; ", kExpected);
}

std::optional<std::uint16_t> ParsePort(std::string_view text) {
  std::uint16_t port = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, port);
  if (error != std::errc() || stopped != end) return std::nullopt;
  return port;
}

// Of a name or a number; what else may stand there is left to the resolver.
bool IsHostByte(char c) { return c > ' ' && c < 0x7f && std::string_view("[]/\"\\").find(c) == std::string_view::npos; }

}  // namespace

Address Address::Tcp(std::string host, std::uint16_t port) {
  Address address;
  address.host_ = std::move(host);
  address.port_ = port;
  return address;
}

Address Address::Unix(std::string path) {
  Address address;
  address.kind_ = Kind::kUnix;
  address.host_ = std::move(path);
  return address;
}

Result<Address> Address::Parse(std::string_view text) {
  if (text.starts_with(kUnixPrefix)) {
    const std::string_view path = text.substr(kUnixPrefix.size());
    if (path.empty()) return Bad(text, "the path is empty");
    if (path.size() > kLongestUnixPath) {
      return Bad(text, "the path has ", path.size(), " bytes, ", kLongestUnixPath, " are possible");
    }
    if (path.find('\0') != std::string_view::npos) return Bad(text, "the path contains a zero byte");
    return Unix(std::string(path));
  }
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return Bad(text, "there is no port");
  std::string_view host = text.substr(0, colon);
  const bool brackets = host.size() >= 2 && host.front() == '[' && host.back() == ']';
  if (brackets) host = host.substr(1, host.size() - 2);
  const bool colons = host.find(':') != std::string_view::npos;
  if (brackets && !colons) return Bad(text, "only an IPv6 address stands in brackets");
  if (!brackets && colons) return Bad(text, "an IPv6 address stands in brackets");
  if (host.size() > kLongestHost) return Bad(text, "the host has more than ", kLongestHost, " bytes");
  for (char c : host) {
    if (!IsHostByte(c)) return Bad(text, "the host contains a byte that no host has");
  }
  const std::optional<std::uint16_t> port = ParsePort(text.substr(colon + 1));
  if (!port) return Bad(text, "the port is not a number from 0 to 65535");
  return Tcp(std::string(host), *port);
}

std::string Address::ToString() const {
  if (kind_ == Kind::kUnix) return StrCat(kUnixPrefix, host_);
  if (host_.find(':') != std::string::npos) return StrCat('[', host_, "]:", port_);
  return StrCat(host_, ':', port_);
}

}  // namespace elanus
