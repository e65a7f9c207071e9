// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// For tests: what a server's session says, frame by frame, as text.
#pragma once

#include <nghttp2/nghttp2.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "elanus/base/strcat.h"

namespace elanus::protocol {

// Of one connection: it keeps HPACK's table.
class FrameText {
 public:
  FrameText() { nghttp2_hd_inflate_new(&inflater_); }
  ~FrameText() { nghttp2_hd_inflate_del(inflater_); }
  FrameText(const FrameText&) = delete;
  FrameText& operator=(const FrameText&) = delete;

  // A line for each frame of a stream; those of the connection are left out, save GOAWAY.
  std::string Read(std::string_view bytes) {
    std::string out;
    while (bytes.size() >= 9) {
      const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])); };
      const std::size_t size = byte(0) << 16 | byte(1) << 8 | byte(2);
      const std::uint32_t stream = byte(5) << 24 | byte(6) << 16 | byte(7) << 8 | byte(8);
      const std::uint32_t type = byte(3);
      const std::string_view payload = bytes.substr(9, size);
      const char* const end = type <= 1 && (byte(4) & 1) != 0 ? " end" : "";
      const std::uint32_t error = type == 3 ? byte(12) : 0;
      bytes.remove_prefix(9 + size);
      if (type == 0) out += StrCat(stream, " data ", payload.size(), end, "\n");
      if (type == 1) out += StrCat(stream, Headers(payload), end, "\n");
      if (type == 3) out += StrCat(stream, " reset ", error, "\n");
      if (type == 7) out += StrCat("goaway ", payload.substr(8), "\n");
    }
    return out;
  }

 private:
  std::string Headers(std::string_view block) {
    std::string out;
    for (int flags = 0; (flags & NGHTTP2_HD_INFLATE_FINAL) == 0;) {
      nghttp2_nv nv;
      flags = 0;
      const auto* const data = reinterpret_cast<const std::uint8_t*>(block.data());
      const ssize_t took = nghttp2_hd_inflate_hd2(inflater_, &nv, &flags, data, block.size(), 1);
      if (took < 0) return out + " broken HPACK";
      block.remove_prefix(static_cast<std::size_t>(took));
      if ((flags & NGHTTP2_HD_INFLATE_EMIT) == 0) continue;
      const auto text = [](const std::uint8_t* at, std::size_t size) {
        return std::string_view(reinterpret_cast<const char*>(at), size);
      };
      out += StrCat(" ", text(nv.name, nv.namelen), "=", text(nv.value, nv.valuelen));
    }
    nghttp2_hd_inflate_end_headers(inflater_);
    return out;
  }

  nghttp2_hd_inflater* inflater_ = nullptr;
};

}  // namespace elanus::protocol
