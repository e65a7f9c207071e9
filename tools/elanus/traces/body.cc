// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The library unpacks piece by piece into the callback; here the pieces are counted.
#include "tools/elanus/traces/body.h"

#include <httplib.h>

namespace elanus::traces {

int Body::Read(const httplib::Request& request, const httplib::ContentReader& reader, std::size_t limit) {
  const std::string encoding = request.get_header_value("Content-Encoding");
  if (!encoding.empty() && encoding != "identity" && encoding != "gzip" && encoding != "deflate") return 415;
  int status = 200;
  bool whole = reader([&](const char* data, std::size_t size) {
    if (size > limit - text_.size()) {
      status = 413;
    } else if (!budget_.Take(size)) {
      status = 503;
    } else {
      taken_ += size;
      text_.append(data, size);
    }
    return status == 200;
  });
  return whole || status != 200 ? status : 400;
}

}  // namespace elanus::traces
