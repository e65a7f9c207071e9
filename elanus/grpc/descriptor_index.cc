// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The numbers of fields are those of google/protobuf/descriptor.proto.
#include "elanus/grpc/descriptor_index.h"

#include "elanus/base/limits.h"
#include "elanus/base/strcat.h"
#include "elanus/wire/protobuf/reader.h"

namespace elanus::grpc {

using wire::ProtoField;
using wire::ProtoReader;
using wire::WireType;

// Over one file. A thing's parts may stand before its name, so the name is looked for first.
class DescriptorWalk {
 public:
  DescriptorWalk(DescriptorIndex& index, DescriptorIndex::File& file) : index_(index), file_(file) {}
  const Status& status() const { return status_; }

  std::string_view Text(std::string_view body, std::uint32_t number) {
    std::string_view text;
    EachBytes(body, [&](std::uint32_t field, std::string_view value) {
      if (field == number) text = value;
    });
    return text;
  }

  void ReadFile() {
    const std::string_view package = Text(file_.bytes, 2);
    const std::string scope = package.empty() ? std::string() : StrCat(package, ".");
    EachBytes(file_.bytes, [&](std::uint32_t field, std::string_view value) {
      switch (field) {
        case 3: file_.dependencies.push_back(value); break;
        case 4: ReadMessage(value, scope, Limits().depth); break;
        case 5: ReadEnum(value, scope); break;
        case 6: ReadService(value, scope); break;
        case 7: ReadExtension(value, scope); break;
        default: break;
      }
    });
  }

 private:
  // Calls read(number, bytes) for each field that is a text or a message.
  template <class Read>
  void EachBytes(std::string_view body, Read&& read) {
    ProtoReader r(body);
    for (ProtoField field; r.Next(field);) {
      if (field.type == WireType::kBytes) {
        const std::string_view value = r.ReadBytes();
        if (r.ok()) read(field.number, value);
      } else {
        r.Skip(field);
      }
    }
    if (!r.ok() && status_.ok()) status_ = r.status();
  }

  std::string Name(std::string_view body, const std::string& scope) {
    std::string name = StrCat(scope, Text(body, 1));
    index_.symbols_.try_emplace(name, &file_);
    return name;
  }

  void ReadMessage(std::string_view body, const std::string& scope, int depth) {
    if (depth <= 0) {
      status_ = InvalidArgument("expected messages within messages at most ", Limits().depth, " deep, got more");
      return;
    }
    const std::string name = Name(body, scope);
    index_.extensions_[name];
    const std::string inside = name + ".";
    EachBytes(body, [&](std::uint32_t field, std::string_view value) {
      switch (field) {
        case 2:
        case 8: Name(value, inside); break;  // a field, a oneof
        case 3: ReadMessage(value, inside, depth - 1); break;
        case 4: ReadEnum(value, inside); break;
        case 6: ReadExtension(value, inside); break;
        default: break;
      }
    });
  }

  // Its values are named beside it, as in C++.
  void ReadEnum(std::string_view body, const std::string& scope) {
    Name(body, scope);
    EachBytes(body, [&](std::uint32_t field, std::string_view value) {
      if (field == 2) Name(value, scope);
    });
  }

  void ReadService(std::string_view body, const std::string& scope) {
    const std::string inside = Name(body, scope) + ".";
    EachBytes(body, [&](std::uint32_t field, std::string_view value) {
      if (field == 2) Name(value, inside);
    });
  }

  void ReadExtension(std::string_view body, const std::string& scope) {
    Name(body, scope);
    std::string_view extended = Text(body, 2);
    if (extended.starts_with('.')) extended.remove_prefix(1);
    std::int64_t number = 0;
    ProtoReader r(body);
    for (ProtoField field; r.Next(field);) {
      if (field.number == 3 && field.type == WireType::kVarint) {
        number = r.ReadInt();
      } else {
        r.Skip(field);
      }
    }
    index_.extensions_[std::string(extended)].try_emplace(number, &file_);
  }

  DescriptorIndex& index_;
  DescriptorIndex::File& file_;
  Status status_;
};

Status DescriptorIndex::Add(std::string_view serialized) {
  constexpr std::string_view kWhat = "a FileDescriptorProto: ";
  auto file = std::make_unique<File>();
  file->bytes = serialized;
  DescriptorWalk walk(*this, *file);
  file->name = walk.Text(serialized, 1);
  if (!walk.status().ok()) return walk.status().Prefixed(kWhat);
  if (file->name.empty()) return InvalidArgument(kWhat, "expected the name of its file, got none");
  if (!files_.try_emplace(file->name, std::move(file)).second) return Ok();
  walk.ReadFile();
  return walk.status().Prefixed(kWhat);
}

const DescriptorIndex::File* DescriptorIndex::ByName(std::string_view name) const {
  const auto found = files_.find(name);
  return found == files_.end() ? nullptr : found->second.get();
}

const DescriptorIndex::File* DescriptorIndex::BySymbol(std::string_view symbol) const {
  const auto found = symbols_.find(symbol);
  return found == symbols_.end() ? nullptr : found->second;
}

const DescriptorIndex::File* DescriptorIndex::ByExtension(std::string_view message, std::int64_t number) const {
  const auto* numbers = ExtensionsOf(message);
  if (numbers == nullptr) return nullptr;
  const auto found = numbers->find(number);
  return found == numbers->end() ? nullptr : found->second;
}

const std::map<std::int64_t, const DescriptorIndex::File*>* DescriptorIndex::ExtensionsOf(
    std::string_view message) const {
  const auto found = extensions_.find(message);
  return found == extensions_.end() ? nullptr : &found->second;
}

}  // namespace elanus::grpc
