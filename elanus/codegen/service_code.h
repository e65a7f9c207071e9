// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Services: the interface that handlers implement, the client, Register and NewServer, and in the source the
// constant table of methods with the functions behind it (rpc/method.h).
#pragma once

#include <string>
#include <vector>

#include "elanus/codegen/code.h"
#include "elanus/codegen/types.h"
#include "elanus/idl/ast.h"

namespace elanus::codegen {

void DeclareService(const idl::Service& service, const Target& target, Code& code);
void DefineService(const idl::Service& service, const Target& target, Code& code);

// One function as a service has it, its own or its base's.
class MethodRef {
 public:
  MethodRef(const idl::Service& declared_in, const idl::Function& function)
      : declared_in(&declared_in), function(&function) {}
  const idl::Service* declared_in;
  const idl::Function* function;
};

// The methods in the order of the table: those of the base first.
std::vector<MethodRef> MethodsOf(const idl::Service& service);

// "::elanus::Result<std::string>" or "::elanus::Status".
std::string ResultType(const idl::Function& function, const Target& target);

// "const ::elanus::Context& ctx" and the arguments, as a handler takes them.
std::vector<std::string> HandlerParameters(const idl::Function& function, const Target& target);

// The functions behind one row of the table, and the row.
void DefineMethod(const idl::Service& service, const MethodRef& method, const Target& target, Code& code);
void DefineRow(const idl::Service& service, const MethodRef& method, const Target& target, Code& code);

}  // namespace elanus::codegen
