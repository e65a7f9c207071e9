// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A stream of frames, however it is cut, gives the same frames; each is encoded to the same bytes.
#include "elanus/wire/framed/framed.h"

#include "elanus/wire/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace elanus::wire;
  FuzzInput input(data, size);
  elanus::Limits limits;
  limits.message_bytes = 4096;
  std::size_t done = 0;  // where the next frame begins
  bool bad = false;
  for (std::size_t fed = 0; fed < size && !bad;) {
    fed += input.NextPiece(size - fed);
    while (true) {
      const Found found = FindFrame(input.view().substr(done, fed - done), limits);
      bad = !found.ok();
      if (bad || *found == kMore) break;
      const std::string_view frame = input.view().substr(done, *found);
      elanus::Bytes out;
      const std::size_t mark = BeginFrame(out);
      out.Append(frame.substr(4));
      FuzzExpect(EndFrame(out, mark).ok() && out.view() == frame);
      done += *found;
    }
  }
  // One piece is as good as many.
  std::size_t at = 0;
  while (true) {
    const Found found = FindFrame(input.view().substr(at), limits);
    FuzzExpect(found.ok() || bad);
    if (!found.ok() || *found == kMore) break;
    at += *found;
  }
  FuzzExpect(at == done);
  return 0;
}
