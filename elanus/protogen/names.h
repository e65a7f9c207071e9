// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What protoc calls the classes of messages in C++, and what our classes beside them are called. A name that would not
// compile as it is gets a trailing `_`; names on the wire and in spans stay what the file says.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "elanus/protogen/schema.h"

namespace elanus::protogen {

// "shop::v1" for "shop.v1".
std::string NamespaceOf(std::string_view package);
// "::shop::v1::" for "shop.v1", "::" for nothing.
std::string Prefix(std::string_view package);
// "shop/user" for "shop/user.proto": with ".pb.h" protoc's header, with ".elanus.h" ours.
std::string Stem(std::string_view path);

class ServiceNames {
 public:
  std::string name;
  std::string client;
  std::string methods_table;
  std::string info;
  std::vector<std::string> methods;
};

// Made once for a set, constant then; must not outlive it.
class ProtoNames {
 public:
  explicit ProtoNames(const ProtoSet& set);

  // "::user::GetUserRequest" for ".user.GetUserRequest".
  bool HasMessage(const std::string& full_name) const { return messages_.contains(full_name); }
  const std::string& MessageOf(const std::string& full_name) const { return messages_.at(full_name); }
  const ServiceNames& Of(const ProtoService& service) const { return services_.at(&service); }
  // Functions and a table that each package has once; a message may be called like them.
  const std::string& Register(const ProtoFile& file) const { return packages_.at(file.package).register_; }
  const std::string& NewServer(const ProtoFile& file) const { return packages_.at(file.package).new_server; }
  const std::string& Descriptors(const ProtoFile& file) const { return packages_.at(file.package).descriptors; }

 private:
  struct Package {
    std::string register_;
    std::string new_server;
    std::string descriptors;
  };

  void AddMessage(const ProtoMessage& message, const std::string& scope, const std::string& parent,
                  const std::string& package, std::vector<std::string>& classes);

  std::map<std::string, std::string> messages_;
  std::map<const ProtoService*, ServiceNames> services_;
  std::map<std::string, Package> packages_;
};

}  // namespace elanus::protogen
