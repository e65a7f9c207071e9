// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// decode(encode(decode(x))) = decode(x), and every view lies in the frame.
#include <string>

#include "elanus/wire/endian.h"
#include "elanus/wire/fuzz_input.h"
#include "elanus/wire/ttheader/reader.h"
#include "elanus/wire/ttheader/writer.h"

namespace elanus::wire {
namespace {

// The entries in the order they are told, each with its length, so that no two lists look the same.
void AppendEntry(std::string& entries, std::string_view key, std::string_view value) {
  entries += StrCat(key.size(), ":", key, "=", value.size(), ":", value, ";");
}

bool Inside(std::string_view frame, std::string_view view) {
  return view.data() >= frame.data() && view.data() + view.size() <= frame.data() + frame.size();
}

void Run(std::string_view frame) {
  TtHeader header;
  std::string strings;
  Status status = ReadTtHeader(frame, header, [&](std::string_view key, std::string_view value) {
    FuzzExpect(key == tt_string::kAclToken || Inside(frame, key));
    FuzzExpect(Inside(frame, value));
    AppendEntry(strings, key, value);
  });
  if (!status.ok()) {
    FuzzExpect(status.app_exception() == 7);
    return;
  }
  FuzzExpect(header.size <= frame.size());

  Bytes out;
  TtHeaderWriter writer(out, header.flags, header.sequence_id, header.protocol_id);
  std::string_view sections;
  TtHeader fixed;
  FuzzExpect(ReadTtFixed(frame, fixed, sections).ok());
  TtSectionReader reader(sections, 0);
  for (TtEntry entry; reader.Next(entry);) {
    if (entry.is_int) {
      writer.Int(static_cast<TtKey>(entry.int_key), entry.value);
    } else {
      writer.String(entry.key, entry.value);
    }
  }
  const TtFrame mark = writer.End();
  if (frame.size() > header.size) out.Append(frame.substr(header.size));
  // Only a header that was full may not fit again: the token may come as a string, and then grows by a section.
  if (!EndTtFrame(out, mark).ok()) return;

  FuzzExpect(LoadBig<std::uint32_t>(out.data()) == out.size() - 4);
  TtHeader again;
  std::string same;
  status = ReadTtHeader(out.view(), again,
                        [&](std::string_view key, std::string_view value) { AppendEntry(same, key, value); });
  FuzzExpect(status.ok() && same == strings && again.ints == header.ints);
  FuzzExpect(again.flags == header.flags && again.sequence_id == header.sequence_id);
  FuzzExpect(out.view().substr(again.size) == frame.substr(header.size));
}

}  // namespace
}  // namespace elanus::wire

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace elanus::wire;
  const FuzzInput frame(data, size);
  if (size < kTtFixedSize) return 0;
  const std::size_t words = LoadBig<std::uint16_t>(frame.view().data() + 12);
  if (words > 0 && kTtFixedSize + 4 * words <= size) Run(frame.view());
  return 0;
}
