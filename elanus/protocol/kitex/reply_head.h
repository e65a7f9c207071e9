// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What stands in the headers of a reply, both ways (wire.md 3.6, 3.8).
#pragma once

#include <string_view>

#include "elanus/protocol/kitex/incoming.h"
#include "elanus/session/session.h"
#include "elanus/wire/ttheader/writer.h"

namespace elanus::protocol {

// Views into the message.
class ReplyEntries {
 public:
  std::string_view checksum;
  std::string_view biz_status;
  std::string_view biz_message;
  std::string_view biz_extra;
  std::int32_t sequence_id = 0;  // the header's; the message's own when it has none
  bool going_away = false;

  // The business error that they say, or ok. Extra that is no JSON object of strings is dropped: Kitex would drop the
  // whole error then and report success.
  Status biz() const;
};

// Adds what is no entry of the protocol to `metadata`, as backward values: they have no prefix.
Status ReadReplyHead(const Incoming& message, ReplyEntries& entries, Metadata& metadata);

// Writes the entries of the header of a reply of the given type. A backward value cannot pass for one of the
// protocol's own: such keys are left out.
void WriteReplyHead(const session::ReplyHead& head, wire::MessageType type, const session::SessionOptions& options,
                    wire::TtHeaderWriter& header);

}  // namespace elanus::protocol
