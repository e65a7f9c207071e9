// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Which .proto file declares what: an index over serialized FileDescriptorProtos, as ServiceInfo::descriptors holds
// them. Only names and numbers are read.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "elanus/base/status.h"

namespace elanus::grpc {

// Filled before it is used, constant afterwards. The bytes must outlive it.
class DescriptorIndex {
 public:
  class File {
   public:
    std::string_view name;
    std::string_view bytes;
    std::vector<std::string_view> dependencies;  // names of files, which need not be in the index
  };

  // A file whose name is known already is not looked at. An error says what is wrong with the bytes; what was read
  // before it stays.
  Status Add(std::string_view serialized);

  // Null when there is none.
  const File* ByName(std::string_view name) const;
  // Messages, their fields and oneofs, enums and their values, services, methods, extensions, by their full names:
  // "user.User.id".
  const File* BySymbol(std::string_view symbol) const;
  const File* ByExtension(std::string_view message, std::int64_t number) const;
  // By their numbers. Null when there is no such message.
  const std::map<std::int64_t, const File*>* ExtensionsOf(std::string_view message) const;

 private:
  friend class DescriptorWalk;

  std::map<std::string_view, std::unique_ptr<File>> files_;
  std::map<std::string, const File*, std::less<>> symbols_;
  std::map<std::string, std::map<std::int64_t, const File*>, std::less<>> extensions_;  // of every message
};

}  // namespace elanus::grpc
