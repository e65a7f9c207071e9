// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/tapes/rewrite.h"

#include "elanus/base/check.h"
#include "elanus/wire/crc32c.h"
#include "elanus/wire/endian.h"
#include "elanus/wire/ttheader/header.h"
#include "tests/tapes/message.h"

namespace elanus::tapes {

namespace {

void FixChecksum(std::string& message, const Layout& layout) {
  if (!layout.has_header) return;
  const std::size_t key = message.find(wire::tt_string::kChecksum);
  if (key >= layout.payload) return;
  const wire::Crc32cText right = wire::ToText(wire::Crc32c(std::string_view(message).substr(layout.payload)));
  message.replace(key + wire::tt_string::kChecksum.size() + 2, right.size(), wire::View(right));
}

}  // namespace

std::string WithSequenceId(std::string message, std::int32_t id) {
  const Layout layout(message);
  const auto bits = static_cast<std::uint32_t>(id);
  if (layout.has_header) wire::StoreBig(message.data() + 8, bits);
  wire::StoreBig(message.data() + layout.sequence, bits);
  FixChecksum(message, layout);
  return message;
}

std::string WithPort(std::string message, std::uint16_t port) {
  constexpr std::string_view kHost = "127.0.0.1:";
  const std::string digits = std::to_string(port);
  for (std::size_t at = message.find(kHost); at != std::string::npos; at = message.find(kHost, at)) {
    at += kHost.size();
    const std::size_t end = message.find_first_not_of("0123456789", at);
    ELANUS_CHECK(end - at == digits.size(), "port ", port, " has another number of digits");
    message.replace(at, digits.size(), digits);
  }
  FixChecksum(message, Layout(message));
  return message;
}

}  // namespace elanus::tapes
