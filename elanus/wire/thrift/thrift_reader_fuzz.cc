// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Skipping passes exactly the bytes that a full decode uses, and what was decoded is encoded to bytes that decode to
// the same.
#include <string>

#include "elanus/wire/fuzz_input.h"
#include "elanus/wire/thrift/reader.h"
#include "elanus/wire/thrift/writer.h"

namespace elanus::wire {
namespace {

// Decodes a value without a schema. Containers are levels here as they are for Skip.
void Copy(Reader& r, Writer& w, TType type) {
  switch (type) {
    case TType::kBool: return w.WriteBool(r.ReadBool());
    case TType::kByte: return w.WriteByte(r.ReadByte());
    case TType::kI16: return w.WriteI16(r.ReadI16());
    case TType::kI32: return w.WriteI32(r.ReadI32());
    case TType::kI64: return w.WriteI64(r.ReadI64());
    case TType::kDouble: return w.WriteDouble(r.ReadDouble());
    case TType::kString: return w.WriteString(r.ReadString());
    case TType::kStruct: {
      Reader::Nest nest(r);
      for (Field field; r.NextField(field);) {
        w.FieldBegin(field.type, field.id);
        Copy(r, w, field.type);
      }
      return w.FieldStop();
    }
    case TType::kMap: {
      const ContainerHeader header = r.ReadMapHeader();
      Reader::Nest nest(r);
      w.MapBegin(header.key, header.value, header.count);
      for (std::size_t i = 0; i < header.count && r.ok(); ++i) {
        Copy(r, w, header.key);
        Copy(r, w, header.value);
      }
      return;
    }
    case TType::kSet:
    case TType::kList: {
      const ContainerHeader header = r.ReadListHeader();
      Reader::Nest nest(r);
      w.ListBegin(header.value, header.count);
      for (std::size_t i = 0; i < header.count && r.ok(); ++i) Copy(r, w, header.value);
      return;
    }
    default: r.Skip(type);
  }
}

void Run(std::string_view bytes, TType type) {
  Reader skipper(bytes);
  skipper.Skip(type);
  Reader reader(bytes);
  Bytes once;
  Writer w(once);
  Copy(reader, w, type);
  FuzzExpect(skipper.ok() == reader.ok());
  FuzzExpect(w.ok() && once.size() <= bytes.size() + 4096);
  if (!reader.ok()) {
    FuzzExpect(reader.status().app_exception() == 7 && reader.remaining() == 0);
    return;
  }
  FuzzExpect(skipper.offset() == reader.offset());
  FuzzExpect(once.size() == reader.offset());
  Reader again(once.view());
  Bytes twice;
  Writer v(twice);
  Copy(again, v, type);
  FuzzExpect(again.ok() && once.view() == twice.view());
}

}  // namespace
}  // namespace elanus::wire

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace elanus::wire;
  if (size == 0) return 0;
  const FuzzInput input(data + 1, size - 1);
  Run(input.view(), data[0] < 128 ? TType::kStruct : static_cast<TType>(data[0] - 128));
  return 0;
}
