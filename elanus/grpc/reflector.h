// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What grpc.reflection.v1 asks, and what a server answers to it: bytes in, bytes out.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "elanus/base/result.h"
#include "elanus/grpc/descriptor_index.h"
#include "elanus/rpc/method.h"

namespace elanus::grpc {

// A ServerReflectionRequest. The texts are views into it.
class ReflectionRequest {
 public:
  // The fields' numbers.
  enum class Kind : std::uint8_t {
    kNone = 0,
    kFileByName = 3,
    kFileOfSymbol = 4,
    kFileOfExtension = 5,
    kExtensionsOf = 6,
    kListServices = 7,
  };

  static Result<ReflectionRequest> Parse(std::string_view body);

  std::string_view body;
  std::string_view host;
  Kind kind = Kind::kNone;
  std::string_view text;    // the name of a file, a symbol, a message
  std::int64_t number = 0;  // of an extension
};

// What a server answers. Constant.
class Reflector {
 public:
  explicit Reflector(const std::vector<const ServiceInfo*>& services);

  // A ServerReflectionResponse. `sent`: names of the files that the stream has had, which are sent again only when they
  // are asked for.
  std::string Answer(const ReflectionRequest& request, std::set<std::string_view>& sent) const;

 private:
  DescriptorIndex index_;
  std::set<std::string> names_;   // of those that are listed
  std::set<std::string> thrift_;  // of those without descriptors: not listed
};

}  // namespace elanus::grpc
