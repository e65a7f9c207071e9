// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/otlp/endpoint.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace elanus::otlp {

namespace {

Status Bad(std::string_view text, std::string_view why) {
  return InvalidArgument("OTLP endpoint: expected http://host:port, https://host:port or host:port, got \"", text,
                         "\" (", why, ")");
}

bool TakePrefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

std::optional<std::uint16_t> ParsePort(std::string_view text) {
  std::uint16_t port = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), port);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() || port == 0) return std::nullopt;
  return port;
}

// Nothing that would end a line or a field of the request.
bool IsPlain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7F; });
}

}  // namespace

Result<Endpoint> Endpoint::Parse(std::string_view text, std::uint16_t port) {
  Endpoint endpoint;
  endpoint.port = port;
  endpoint.has_scheme = text.find("://") != std::string_view::npos;
  std::string_view rest = text;
  if (!IsPlain(text)) return Bad(text, "blanks or control characters");
  if (TakePrefix(rest, "https://")) {
    endpoint.tls = true;
    endpoint.port = 443;
  } else if (!TakePrefix(rest, "http://") && rest.find("://") != std::string_view::npos) {
    return Bad(text, "this scheme is not supported");
  }
  const std::string_view authority = rest.substr(0, rest.find('/'));
  endpoint.path = rest.substr(authority.size());
  if (authority.find('@') != std::string_view::npos) return Bad(text, "user names are not supported");
  const std::size_t bracket = authority.starts_with('[') ? authority.find(']') : 0;
  if (bracket == std::string_view::npos) return Bad(text, "no closing bracket");
  const std::size_t colon = authority.find(':', bracket);
  std::string_view host = authority.substr(0, colon);
  if (colon != std::string_view::npos) {
    const std::optional<std::uint16_t> port = ParsePort(authority.substr(colon + 1));
    if (!port) return Bad(text, "the port is no number from 1 to 65535");
    endpoint.port = *port;
  }
  if (bracket > 0) host = host.substr(1, host.size() - 2);
  if (host.empty()) return Bad(text, "no host");
  endpoint.host = host;
  return endpoint;
}

std::string Endpoint::Origin() const {
  const bool v6 = host.find(':') != std::string::npos;
  return StrCat(tls ? "https://" : "http://", v6 ? "[" : "", host, v6 ? "]" : "", ':', port);
}

}  // namespace elanus::otlp
