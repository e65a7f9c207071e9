// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The method table of service_code.h: one struct for a call's state at the server, and six functions a method.
#include "elanus/base/strcat.h"
#include "elanus/codegen/service_code.h"
#include "elanus/codegen/slot.h"
#include "elanus/codegen/value.h"

namespace elanus::codegen {

// The pieces that every function of one method needs.
class MethodCode {
 public:
  MethodCode(const idl::Service& service, const MethodRef& method, const Target& target)
      : service(service),
        declared_in(*method.declared_in),
        function(*method.function),
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
  const Target& target;
  const std::string call;
  const std::string result;
};

// The state of a call: its arguments and then its result.
static void DefineCall(const MethodCode& m, Code& code) {
  code.Line("// ", m.service.name, ".", m.function.name);
  code.Open("struct ", m.call, " {");
  for (const idl::Field& field : m.function.arguments) {
    std::string init;
    if (field.default_value) {
      init = " = " + Value(*field.default_value, field.type, m.target);
    } else if (IsScalar(field.type)) {
      init = "{}";
    }
    code.Line(CppType(field.type, m.target), " ", m.Name(field), init, ";");
  }
  if (m.function.return_type) {
    code.Assign(StrCat(m.result, " result"), StrCat(m.result, "::Empty()"));
  } else {
    code.Line(m.result, " result;");
  }
  code.Close("};");
  if (m.function.arguments.empty()) return;
  std::vector<std::string> keys;
  for (const idl::Field& field : m.function.arguments) {
    keys.push_back(StrCat("::elanus::base::KeyOf<", CppType(field.type, m.target), ">()"));
  }
  code.Blank();
  const std::string head = StrCat("constexpr ::elanus::base::TypeKey k", m.call, "Arguments[] = {");
  const std::string list = Join(keys) + "};";
  if (code.Fits(head.size() + list.size())) return code.Line(head, list);
  if (keys.size() == 2) return code.Wrapped(head, keys, "};");
  code.Line(head);
  code.Wrapped("    ", keys, "};");
}

// Arguments are always written, whatever the IDL says of them (wire.md 1.4).
static std::vector<Slot> ArgumentSlots(const MethodCode& m, std::string_view before) {
  std::vector<Slot> slots;
  for (const idl::Field& field : m.function.arguments) {
    slots.emplace_back(field.id, field.type, StrCat(before, m.Name(field)));
  }
  return slots;
}

static void DefineEncodeArguments(const MethodCode& m, Code& code) {
  const auto& arguments = m.function.arguments;
  code.Open("::elanus::Status Encode", m.call, "Arguments(const void* const*", arguments.empty() ? "" : " args",
            ", ::elanus::Bytes& out) {");
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    code.Line("const auto& arg_", m.Name(arguments[i]), " = *static_cast<const ", CppType(arguments[i].type, m.target),
              "*>(args[", i, "]);");
  }
  code.Line("::elanus::wire::Writer w(out);");
  WriteSlots(ArgumentSlots(m, "arg_"), m.target, code);
  code.Line("return w.status();");
  code.Close("}");
}

static void DefineDecodeArguments(const MethodCode& m, Code& code) {
  const bool none = m.function.arguments.empty();
  code.OpenWrapped(StrCat("::elanus::Status Decode", m.call, "Arguments("),
                   {"std::string_view body", "const ::elanus::Limits& limits", none ? "void*" : "void* frame"}, ") {");
  if (!none) code.Line("auto& call = *static_cast<", m.call, "*>(frame);");
  code.Line("::elanus::wire::Reader r(body, limits);");
  code.Line("::elanus::wire::Reader::Nest nest(r);");
  ReadSlots(ArgumentSlots(m, "call."), StrCat(m.function.name, "_args"), m.target, code);
  code.Line("return r.status();");
  code.Close("}");
}

static void DefineInvoke(const MethodCode& m, Code& code) {
  code.OpenWrapped(StrCat("::elanus::Task<::elanus::Status> Invoke", m.call, "("),
                   {"void* handler", "const ::elanus::Context& ctx", "void* frame", "::elanus::StreamIo*"}, ") {");
  const std::string name = m.target.Name(m.service);
  code.Line("auto& call = *static_cast<", m.call, "*>(frame);");
  std::string object = StrCat("static_cast<", name, "*>(handler)");
  if (&m.declared_in != &m.service) {
    code.Line(m.target.Name(m.declared_in), "& base = *", object, ";");
    object = "base.";
  } else {
    object += "->";
  }
  std::vector<std::string> args = {"ctx"};
  for (const idl::Field& field : m.function.arguments) {
    const std::string place = StrCat("call.", m.Name(field));
    args.push_back(IsScalar(field.type) ? place : StrCat("std::move(", place, ")"));
  }
  code.AssignCall("auto result", StrCat("co_await ", object, m.target.names.Of(m.function), "("), args);
  code.Line("call.result = std::move(result);");
  code.Line(m.function.return_type ? "co_return call.result.status();" : "co_return call.result;");
  code.Close("}");
}

static void DefineEncodeResult(const MethodCode& m, Code& code) {
  const bool value = m.function.return_type.has_value();
  const bool status = value || !m.function.throws.empty();
  code.OpenWrapped(StrCat("::elanus::Status Encode", m.call, "Result("),
                   {value ? "const void* frame" : "const void*",
                    status ? "const ::elanus::Status& status" : "const ::elanus::Status&", "::elanus::Bytes& out"},
                   ") {");
  code.Line("::elanus::wire::Writer w(out);");
  if (value) {
    code.Line("const auto& result = static_cast<const ", m.call, "*>(frame)->result;");
    code.Line("if (status.ok() && !result.ok()) return result.status();");
    code.Open("if (status.ok() && !result.empty()) {");
    const bool container = IsContainer(*m.function.return_type);
    if (container) code.Line("const auto& success = *result;");
    WriteSlot(Slot(0, *m.function.return_type, container ? "success" : "*result"), m.target, code);
    code.Close("}");
  }
  for (const idl::Field& field : m.function.throws) {
    const std::string type = CppType(field.type, m.target);
    code.Open("if (const auto* ", m.Thrown(field), " = status.As<", type, ">()) {");
    WriteSlot(Slot(field.id, field.type, "*" + m.Thrown(field)), m.target, code);
    code.Close("}");
  }
  code.Line("w.FieldStop();");
  code.Line("return w.status();");
  code.Close("}");
}

static void DefineDecodeResult(const MethodCode& m, Code& code) {
  code.OpenWrapped(StrCat("::elanus::Status Decode", m.call, "Result("),
                   {"std::string_view body", "const ::elanus::Limits& limits", "void* result"}, ") {");
  std::vector<Slot> slots;
  std::vector<std::string> in_order;  // the exception wins when both are there
  if (m.function.return_type) slots.emplace_back(std::int16_t{0}, *m.function.return_type, "success");
  for (const idl::Field& field : m.function.throws) {
    slots.emplace_back(field.id, field.type, m.Thrown(field));
    in_order.push_back(m.Thrown(field));
  }
  for (Slot& slot : slots) {
    slot.holder = Slot::Holder::kOptional;
    code.Line("std::optional<", CppType(*slot.type, m.target), "> ", slot.place, ";");
  }
  code.Line("::elanus::wire::Reader r(body, limits);");
  code.Line("::elanus::wire::Reader::Nest nest(r);");
  ReadSlots(slots, m.ResultStruct(), m.target, code);
  code.Line("if (!r.ok()) return r.status();");
  code.Line("auto& to = *static_cast<", m.result, "*>(result);");
  if (m.function.return_type) in_order.push_back("success");
  const std::string none = m.function.return_type ? StrCat(m.result, "::Empty()") : "::elanus::Ok()";
  if (in_order.empty()) {
    code.Line("to = ", none, ";");
  } else {
    for (std::size_t i = 0; i < in_order.size(); ++i) {
      const std::string head = StrCat("if (", in_order[i], ") {");
      if (i == 0) {
        code.Open(head);
      } else {
        code.Out();
        code.Open("} else ", head);
      }
      code.Line("to = std::move(*", in_order[i], ");");
    }
    code.Out();
    code.Open("} else {");
    code.Line("to = ", none, ";");
    code.Close("}");
  }
  code.Line(m.function.return_type ? "return to.status();" : "return to;");
  code.Close("}");
}

void DefineMethod(const idl::Service& service, const MethodRef& method, const Target& target, Code& code) {
  const MethodCode m(service, method, target);
  DefineCall(m, code);
  code.Blank();
  DefineEncodeArguments(m, code);
  code.Blank();
  DefineDecodeArguments(m, code);
  code.Blank();
  DefineInvoke(m, code);
  code.Blank();
  DefineEncodeResult(m, code);
  code.Blank();
  DefineDecodeResult(m, code);
}

static void DefineFrame(const MethodCode& m, Code& code) {
  code.Open(".frame = {");
  code.In();
  code.Line(".size = sizeof(", m.call, "),");
  code.Line(".align = alignof(", m.call, "),");
  code.Line(".construct = [](void* memory) { new (memory) ", m.call, "(); },");
  code.Line(".destroy = [](void* frame) { static_cast<", m.call, "*>(frame)->~", m.call, "(); },");
  if (m.function.arguments.empty()) {
    code.Line(".argument = [](const void*, std::size_t) -> const void* { return nullptr; },");
  } else {
    std::vector<std::string> places;
    for (const idl::Field& field : m.function.arguments) places.push_back(StrCat("&call.", m.Name(field)));
    code.Open(".argument = [](const void* frame, std::size_t index) -> const void* {");
    code.Line("const auto& call = *static_cast<const ", m.call, "*>(frame);");
    code.Wrapped("const void* const places[] = {", places, "};");
    code.Line("return index < std::size(places) ? places[index] : nullptr;");
    code.Close("},");
  }
  code.Line(".result = [](void* frame) -> void* { return &static_cast<", m.call, "*>(frame)->result; },");
  code.Out();
  code.Close("},");
}

void DefineRow(const idl::Service& service, const MethodRef& method, const Target& target, Code& code) {
  const MethodCode m(service, method, target);
  code.Open("{");
  code.In();
  code.Line(".name = \"", m.function.name, "\",");
  code.Line(".kind = ::elanus::MethodKind::", m.function.oneway ? "kOneway" : "kUnary", ",");
  code.Line(".payload = ::elanus::Payload::kThrift,");
  code.Line(".arguments = ", m.function.arguments.empty() ? "{}" : StrCat("k", m.call, "Arguments"), ",");
  code.Line(".result = ::elanus::base::KeyOf<", m.result, ">(),");
  code.Line(".encode_arguments = Encode", m.call, "Arguments,");
  code.Line(".decode_result = Decode", m.call, "Result,");
  DefineFrame(m, code);
  code.Line(".decode_arguments = Decode", m.call, "Arguments,");
  code.Line(".invoke = Invoke", m.call, ",");
  code.Line(".encode_result = Encode", m.call, "Result,");
  std::vector<std::string> tests;
  for (const idl::Field& field : m.function.throws) {
    tests.push_back(StrCat("status.As<", CppType(field.type, target), ">() != nullptr"));
  }
  const std::string parameter = tests.empty() ? "const ::elanus::Status&" : "const ::elanus::Status& status";
  const std::string answer = tests.empty() ? "return false;" : StrCat("return ", Join(tests, " || "), ";");
  const std::string line = StrCat(".declares = [](", parameter, ") { ", answer, " },");
  if (code.Fits(line.size())) {
    code.Line(line);
  } else {
    code.Line(".declares =");
    code.Line("    [](", parameter, ") {");
    code.Line("      ", answer);
    code.Line("    },");
  }
  code.Out();
  code.Close("},");
}

}  // namespace elanus::codegen
