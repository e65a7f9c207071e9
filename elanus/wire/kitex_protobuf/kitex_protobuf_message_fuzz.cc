// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Envelopes come out as they went in; exceptions decode to something that encodes.
#include <string>

#include "elanus/wire/fuzz_input.h"
#include "elanus/wire/kitex_protobuf/message.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace elanus::wire;
  FuzzInput input(data, size);
  MessageHead head;
  const Found found = ReadProtobufHead(input.view(), head);
  if (!found.ok() || *found == kMore) return 0;
  elanus::Bytes out;
  const elanus::Status written = WriteProtobufHead(out, head);
  // An exception without a method is read, never written.
  FuzzExpect(head.method.empty() ? !written.ok() : written.ok() && out.view() == input.view().substr(0, *found));

  bool whole = false;
  const elanus::Status failure = ReadErrorProto(input.view().substr(*found), {}, whole);
  FuzzExpect(!failure.ok() && failure.remote() == whole);
  elanus::Bytes body;
  WriteErrorProto(body, failure.app_exception().value(), failure.message());
  const elanus::Status same = ReadErrorProto(body.view(), {}, whole);
  FuzzExpect(whole && same.app_exception() == failure.app_exception() && same.message() == failure.message());
  return 0;
}
