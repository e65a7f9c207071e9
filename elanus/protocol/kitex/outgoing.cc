// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protocol/kitex/outgoing.h"

#include "elanus/wire/framed/framed.h"
#include "elanus/wire/kitex_protobuf/message.h"
#include "elanus/wire/thrift/writer.h"

namespace elanus::protocol {

void Outgoing::BeginMessage(Payload payload, const wire::MessageHead& head) {
  if (HasFrame(transport_)) frame_ = wire::BeginFrame(out_);
  if (payload == Payload::kProtobuf) {
    status_ = wire::WriteProtobufHead(out_, head);
    return;
  }
  wire::Writer writer(out_);
  wire::WriteMessageHead(writer, head);
  status_ = writer.status();
}

Status Outgoing::End() {
  Status status = status_;
  if (status.ok() && HasFrame(transport_)) status = wire::EndFrame(out_, frame_);
  if (status.ok() && HasTtHeader(transport_)) status = wire::EndTtFrame(out_, tt_frame_);
  if (!status.ok()) Abort();
  return status;
}

}  // namespace elanus::protocol
