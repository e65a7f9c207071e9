// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The handler's header and source that `-service` writes, whatever language the services are described in: new ones,
// and what is added to those that a person has.
#pragma once

#include <string>
#include <vector>

namespace elanus::codegen {

class HandlerMethod {
 public:
  HandlerMethod() = default;
  std::string name;         // in C++
  std::string declaration;  // lines of the class
  std::string definition;   // lines of the source
};

// The class that implements one service.
class Handler {
 public:
  Handler() = default;
  std::string name;   // "UserServiceHandler"
  std::string base;   // "user::UserService"
  std::string space;  // where its Register and NewServer are: "user::", or nothing
  std::vector<HandlerMethod> methods;
};

// `include`: the header of the generated code.
std::string HandlerHeader(const std::string& include, const std::vector<Handler>& handlers);
std::string HandlerSource(const std::vector<Handler>& handlers);
// Adds what is missing to the texts of a person; notes say what was added or could not be.
void CompleteHandlers(const std::vector<Handler>& handlers, std::string& header, std::string& source,
                      std::vector<std::string>& notes);

}  // namespace elanus::codegen
