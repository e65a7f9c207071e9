// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What was read and written again reads the same; nested messages end where their bytes end.
#include "elanus/wire/fuzz_input.h"
#include "elanus/wire/protobuf/reader.h"
#include "elanus/wire/protobuf/writer.h"

namespace elanus::wire {
namespace {

// Each field as it came; a group is passed over and left out.
void Copy(ProtoReader& r, ProtoWriter& w) {
  for (ProtoField field; r.Next(field);) {
    switch (field.type) {
      case WireType::kVarint: w.Varint(field.number, r.ReadVarint()); break;
      case WireType::kFixed64: w.Fixed64(field.number, r.ReadFixed64()); break;
      case WireType::kFixed32: w.Fixed32(field.number, r.ReadFixed32()); break;
      case WireType::kBytes:
        if (field.number % 2 == 0) {
          w.String(field.number, r.ReadBytes());
        } else {
          const std::size_t mark = w.BeginMessage(field.number);
          r.ReadMessage([&](ProtoReader& inner) { Copy(inner, w); });
          w.EndMessage(mark);
        }
        break;
      default: r.Skip(field);
    }
  }
}

}  // namespace
}  // namespace elanus::wire

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace elanus::wire;
  const FuzzInput input(data, size);
  ProtoReader skipper(input.view());
  for (ProtoField field; skipper.Next(field);) skipper.Skip(field);
  FuzzExpect(skipper.ok() || skipper.status().app_exception() == 7);

  ProtoReader reader(input.view());
  elanus::Bytes once;
  ProtoWriter w(once);
  Copy(reader, w);
  if (!reader.ok()) return 0;
  FuzzExpect(skipper.ok() && once.size() <= size);
  ProtoReader again(once.view());
  elanus::Bytes twice;
  ProtoWriter v(twice);
  Copy(again, v);
  FuzzExpect(again.ok() && once.view() == twice.view());
  return 0;
}
