// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The numbers are those of google/protobuf/descriptor.proto.
#include "elanus/protogen/schema.h"

#include <algorithm>
#include <cstdint>
#include <map>

#include "elanus/wire/protobuf/reader.h"

namespace elanus::protogen {

namespace {

using wire::ProtoField;
using wire::ProtoReader;
using wire::WireType;

// Where something stands in a descriptor, as SourceCodeInfo says it: field numbers and indexes in turn.
using Path = std::vector<std::uint64_t>;

class Comments {
 public:
  void Read(ProtoReader& location) {
    Path path;
    std::string text;
    for (ProtoField field; location.Next(field);) {
      if (field.number == 1 && field.type == WireType::kBytes) {
        location.ReadMessage([&](ProtoReader& packed) {
          while (packed.remaining() > 0 && packed.ok()) path.push_back(packed.ReadVarint());
        });
      } else if (field.number == 3 && field.type == WireType::kBytes) {
        text = Tidy(location.ReadBytes());
      } else {
        location.Skip(field);
      }
    }
    if (!text.empty()) texts_[path] = text;
  }
  std::string At(const Path& path) const {
    const auto it = texts_.find(path);
    return it == texts_.end() ? std::string() : it->second;
  }

 private:
  // Without the blank behind the slashes, and without the last line's end.
  static std::string Tidy(std::string_view text) {
    std::string out;
    bool begins = true;
    for (const char c : text) {
      if (!(begins && c == ' ')) out.push_back(c);
      begins = c == '\n';
    }
    while (out.ends_with('\n')) out.pop_back();
    return out;
  }

  std::map<Path, std::string> texts_;
};

std::string Text(ProtoReader& r) { return std::string(r.ReadBytes()); }

// The name, field 1, and nothing else.
std::string NameOf(ProtoReader& r) {
  std::string name;
  for (ProtoField field; r.Next(field);) {
    if (field.number == 1 && field.type == WireType::kBytes) {
      name = Text(r);
    } else {
      r.Skip(field);
    }
  }
  return name;
}

void ReadEnum(ProtoReader& r, std::vector<std::string>& names) {
  for (ProtoField field; r.Next(field);) {
    if (field.number == 1 && field.type == WireType::kBytes) {
      names.push_back(Text(r));
    } else if (field.number == 2 && field.type == WireType::kBytes) {
      r.ReadMessage([&](ProtoReader& value) { names.push_back(NameOf(value)); });
    } else {
      r.Skip(field);
    }
  }
}

void ReadMessage(ProtoReader& r, ProtoMessage& message) {
  for (ProtoField field; r.Next(field);) {
    if (field.number == 1 && field.type == WireType::kBytes) {
      message.name = Text(r);
    } else if (field.number == 3 && field.type == WireType::kBytes) {
      r.ReadMessage([&](ProtoReader& inner) { ReadMessage(inner, message.nested.emplace_back()); });
    } else {
      r.Skip(field);
    }
  }
}

void ReadMethod(ProtoReader& r, ProtoMethod& method) {
  for (ProtoField field; r.Next(field);) {
    if (field.number <= 3 && field.type == WireType::kBytes) {
      std::string& to = field.number == 1 ? method.name : field.number == 2 ? method.input : method.output;
      to = Text(r);
    } else if (field.number == 5 && field.type == WireType::kVarint) {
      method.client_streams = r.ReadBool();
    } else if (field.number == 6 && field.type == WireType::kVarint) {
      method.server_streams = r.ReadBool();
    } else {
      r.Skip(field);
    }
  }
}

void ReadService(ProtoReader& r, ProtoService& service) {
  for (ProtoField field; r.Next(field);) {
    if (field.number == 1 && field.type == WireType::kBytes) {
      service.name = Text(r);
    } else if (field.number == 2 && field.type == WireType::kBytes) {
      r.ReadMessage([&](ProtoReader& inner) { ReadMethod(inner, service.methods.emplace_back()); });
    } else {
      r.Skip(field);
    }
  }
}

void ReadOptions(ProtoReader& r, ProtoFile& file) {
  for (ProtoField field; r.Next(field);) {
    if (field.number == 16 && field.type == WireType::kVarint) {
      file.generic_services = r.ReadBool();
    } else {
      r.Skip(field);
    }
  }
}

// One field of a file that is a message, or false.
bool ReadPart(ProtoReader& r, std::uint32_t number, ProtoFile& file, Comments& comments) {
  switch (number) {
    case 4: r.ReadMessage([&](ProtoReader& inner) { ReadMessage(inner, file.messages.emplace_back()); }); return true;
    case 5: r.ReadMessage([&](ProtoReader& inner) { ReadEnum(inner, file.other_names); }); return true;
    case 6: r.ReadMessage([&](ProtoReader& inner) { ReadService(inner, file.services.emplace_back()); }); return true;
    case 7: r.ReadMessage([&](ProtoReader& inner) { file.other_names.push_back(NameOf(inner)); }); return true;
    case 8: r.ReadMessage([&](ProtoReader& inner) { ReadOptions(inner, file); }); return true;
    case 9:
      r.ReadMessage([&](ProtoReader& info) {
        for (ProtoField field; info.Next(field);) {
          if (field.number == 1 && field.type == WireType::kBytes) {
            info.ReadMessage([&](ProtoReader& location) { comments.Read(location); });
          } else {
            info.Skip(field);
          }
        }
      });
      return true;
    default: return false;
  }
}

void GiveComments(const Comments& comments, ProtoFile& file) {
  for (std::size_t s = 0; s < file.services.size(); ++s) {
    ProtoService& service = file.services[s];
    service.comment = comments.At({6, s});
    for (std::size_t m = 0; m < service.methods.size(); ++m) service.methods[m].comment = comments.At({6, s, 2, m});
  }
}

}  // namespace

const ProtoFile* ProtoSet::Find(std::string_view path) const {
  const auto it = std::find_if(files.begin(), files.end(), [path](const ProtoFile& f) { return f.path == path; });
  return it == files.end() ? nullptr : &*it;
}

Result<ProtoFile> ReadFile(std::string_view descriptor) {
  constexpr std::uint32_t kSourceCodeInfo = 9;
  ProtoFile file;
  Comments comments;
  ProtoReader r(descriptor);
  std::size_t begin = 0;
  for (ProtoField field; r.Next(field); begin = r.offset()) {
    if (field.type != WireType::kBytes) {
      r.Skip(field);
    } else if (field.number == 1) {
      file.path = Text(r);
    } else if (field.number == 2) {
      file.package = Text(r);
    } else if (field.number == 3) {
      file.imports.push_back(Text(r));
    } else if (!ReadPart(r, field.number, file, comments)) {
      r.Skip(field);
    }
    if (!r.ok()) break;
    if (field.number != kSourceCodeInfo) file.descriptor += descriptor.substr(begin, r.offset() - begin);
  }
  if (!r.ok()) return r.status();
  GiveComments(comments, file);
  return file;
}

Result<ProtoSet> ReadSet(std::string_view descriptors) {
  ProtoSet set;
  ProtoReader r(descriptors);
  for (ProtoField field; r.Next(field);) {
    if (field.number != 1 || field.type != WireType::kBytes) {
      r.Skip(field);
      continue;
    }
    Result<ProtoFile> file = ReadFile(r.ReadBytes());
    if (!file) return file.status();
    set.files.push_back(std::move(*file));
  }
  if (!r.ok()) return r.status();
  return set;
}

}  // namespace elanus::protogen
