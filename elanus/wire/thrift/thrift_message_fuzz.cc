// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Envelopes come out as they went in, whole or cut; exceptions decode to something that encodes.
#include <string>

#include "elanus/wire/fuzz_input.h"
#include "elanus/wire/thrift/application_exception.h"
#include "elanus/wire/thrift/message.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace elanus::wire;
  FuzzInput input(data, size);
  MessageHead head;
  const Found found = ReadMessageHead(input.view(), head);
  if (size > 0) {
    const std::size_t piece = input.NextPiece(size);
    const FuzzInput part(data, piece);
    MessageHead early;
    const Found cut = ReadMessageHead(part.view(), early);
    FuzzExpect(!cut.ok() || *cut == kMore || (found.ok() && *cut == *found && early == head));
    FuzzExpect(cut.ok() || !found.ok());
  }
  if (!found.ok() || *found == kMore) return 0;
  elanus::Bytes out;
  Writer w(out);
  WriteMessageHead(w, head);
  // An exception without a method is read, never written.
  FuzzExpect(head.method.empty() ? !w.ok() : w.ok() && out.view() == input.view().substr(0, *found));

  Reader r(input.view().substr(*found));
  const elanus::Status failure = ReadApplicationException(r);
  FuzzExpect(!failure.ok() && failure.remote() == r.ok());
  elanus::Bytes body;
  Writer v(body);
  WriteApplicationException(v, failure.app_exception().value(), failure.message());
  Reader again(body.view());
  const elanus::Status same = ReadApplicationException(again);
  FuzzExpect(again.ok() && same.app_exception() == failure.app_exception() && same.message() == failure.message());
  return 0;
}
