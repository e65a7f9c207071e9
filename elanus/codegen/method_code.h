// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What the functions behind a row of the method table share, those of unary methods and those of streams.
#pragma once

#include <span>
#include <string>

#include "elanus/base/strcat.h"
#include "elanus/codegen/service_code.h"
#include "elanus/codegen/stream_code.h"

namespace elanus::codegen {

// The pieces that every function of one method needs.
class MethodCode {
 public:
  MethodCode(const idl::Service& service, const MethodRef& method, const Target& target)
      : service(service),
        declared_in(*method.declared_in),
        function(*method.function),
        arguments(ArgumentsOf(function)),
        answer(AnswerOf(function)),
        target(target),
        call(target.names.CallOf(service, function)),
        result(ResultType(function, target)) {}

  const std::string& Name(const idl::Field& field) const { return target.names.Of(field); }
  // The local of an exception in the functions of the result.
  std::string Thrown(const idl::Field& field) const { return StrCat("thrown_", Name(field)); }
  // What field 0 and the exceptions are called as fields of the Result struct.
  std::string ResultStruct() const { return StrCat(function.name, "_result"); }

  const idl::Service& service;
  const idl::Service& declared_in;
  const idl::Function& function;
  const std::span<const idl::Field> arguments;
  const idl::Type* const answer;  // null: void, or a stream
  const Target& target;
  const std::string call;
  const std::string result;
};

// How a method that streams reads and writes its request, and how its answer.
void DefineStreamArguments(const MethodCode& m, Code& code);
void DefineStreamAnswer(const MethodCode& m, Code& code);

}  // namespace elanus::codegen
