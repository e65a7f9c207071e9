// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A unary message that is written in place: headers and message head first, the body behind them by whoever has it,
// then the lengths are patched. Requests and replies differ only in the entries of their TTHeader.
#pragma once

#include <cstddef>
#include <utility>

#include "elanus/base/bytes.h"
#include "elanus/base/status.h"
#include "elanus/rpc/call_info.h"
#include "elanus/rpc/method.h"
#include "elanus/wire/thrift/message.h"
#include "elanus/wire/ttheader/writer.h"

namespace elanus::protocol {

inline bool HasTtHeader(Transport transport) {
  return transport == Transport::kTTHeader || transport == Transport::kTTHeaderFramed;
}
inline bool HasFrame(Transport transport) {
  return transport == Transport::kFramed || transport == Transport::kTTHeaderFramed;
}

// Not thread-safe; one message at a time. Nothing may be consumed from `out` between Begin and End.
class Outgoing {
 public:
  explicit Outgoing(Bytes& out) : out_(out) {}

  // `write_entries(TtHeaderWriter&)` is called when the transport has a TTHeader.
  template <class WriteEntries>
  void Begin(Transport transport, Payload payload, std::uint16_t flags, const wire::MessageHead& head,
             WriteEntries write_entries) {
    begin_ = out_.size();
    transport_ = transport;
    if (HasTtHeader(transport)) {
      wire::TtHeaderWriter header(out_, flags, head.sequence_id);
      write_entries(header);
      tt_frame_ = header.End();
    }
    BeginMessage(payload, head);
  }
  // Patches what stands before the body. On failure, when something is too long for its field, nothing of the message
  // is left in `out`.
  Status End();
  void Abort() { out_.Truncate(begin_); }
  // Bytes of the message so far.
  std::size_t size() const { return out_.size() - begin_; }

 private:
  void BeginMessage(Payload payload, const wire::MessageHead& head);

  Bytes& out_;
  std::size_t begin_ = 0;
  Transport transport_ = Transport::kBuffered;
  wire::TtFrame tt_frame_;
  std::size_t frame_ = 0;
  Status status_;
};

}  // namespace elanus::protocol
