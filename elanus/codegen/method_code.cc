// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The method table of service_code.h: one struct for a call's state at the server, and six functions a method.
#include "elanus/codegen/method_code.h"

#include "elanus/codegen/slot.h"
#include "elanus/codegen/value.h"

namespace elanus::codegen {

// The state of a call: its arguments and then its result.
static void DefineCall(const MethodCode& m, Code& code) {
  code.Line("// ", m.service.name, ".", m.function.name);
  code.Open("struct ", m.call, " {");
  for (const idl::Field& field : m.arguments) {
    std::string init;
    if (field.default_value) {
      init = " = " + Value(*field.default_value, field.type, m.target);
    } else if (IsScalar(field.type)) {
      init = "{}";
    }
    code.Line(CppType(field.type, m.target), " ", m.Name(field), init, ";");
  }
  if (m.answer != nullptr) {
    code.Assign(StrCat(m.result, " result"), StrCat(m.result, "::Empty()"));
  } else {
    code.Line(m.result, " result;");
  }
  code.Close("};");
  if (m.arguments.empty()) return;
  std::vector<std::string> keys;
  for (const idl::Field& field : m.arguments) {
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
  for (const idl::Field& field : m.arguments) {
    slots.emplace_back(field.id, field.type, StrCat(before, m.Name(field)));
  }
  return slots;
}

static void DefineEncodeArguments(const MethodCode& m, Code& code) {
  const auto& arguments = m.arguments;
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
  const bool none = m.arguments.empty();
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
  const bool streams = Streams(m.function);
  code.OpenWrapped(StrCat("::elanus::Task<::elanus::Status> Invoke", m.call, "("),
                   {"void* handler", "const ::elanus::Context& ctx", "void* frame",
                    streams ? "::elanus::StreamIo* io" : "::elanus::StreamIo*"},
                   ") {");
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
  for (const idl::Field& field : m.arguments) {
    const std::string place = StrCat("call.", m.Name(field));
    args.push_back(IsScalar(field.type) ? place : StrCat("std::move(", place, ")"));
  }
  if (streams) {
    code.Line(StreamType(m.function, m.target), " messages(*io);");
    args.push_back("messages");
  }
  code.AssignCall("auto result", StrCat("co_await ", object, m.target.names.Of(m.function), "("), args);
  code.Line("call.result = std::move(result);");
  code.Line(m.answer != nullptr ? "co_return call.result.status();" : "co_return call.result;");
  code.Close("}");
}

static void DefineEncodeResult(const MethodCode& m, Code& code) {
  const bool value = m.answer != nullptr;
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
    const bool container = IsContainer(*m.answer);
    if (container) code.Line("const auto& success = *result;");
    WriteSlot(Slot(0, *m.answer, container ? "success" : "*result"), m.target, code);
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
  if (m.answer != nullptr) slots.emplace_back(std::int16_t{0}, *m.answer, "success");
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
  if (m.answer != nullptr) in_order.push_back("success");
  const std::string none = m.answer != nullptr ? StrCat(m.result, "::Empty()") : "::elanus::Ok()";
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
  code.Line(m.answer != nullptr ? "return to.status();" : "return to;");
  code.Close("}");
}

void DefineMethod(const idl::Service& service, const MethodRef& method, const Target& target, Code& code) {
  const MethodCode m(service, method, target);
  const bool streams = Streams(m.function);
  DefineCall(m, code);
  code.Blank();
  if (streams) {
    DefineStreamArguments(m, code);
  } else {
    DefineEncodeArguments(m, code);
    code.Blank();
    DefineDecodeArguments(m, code);
  }
  code.Blank();
  DefineInvoke(m, code);
  code.Blank();
  if (streams) return DefineStreamAnswer(m, code);
  DefineEncodeResult(m, code);
  code.Blank();
  DefineDecodeResult(m, code);
}

// An entry whose function is one statement: on one line when that fits.
static void DefineEntry(std::string_view name, std::string_view head, std::string_view statement, Code& code) {
  const std::string line = StrCat(".", name, " = ", head, " { ", statement, " },");
  if (code.Fits(line.size())) return code.Line(line);
  code.Line(".", name, " =");
  code.Line("    ", head, " {");
  code.Line("      ", statement);
  code.Line("    },");
}

static void DefineFrame(const MethodCode& m, Code& code) {
  code.Open(".frame = {");
  code.In();
  code.Line(".size = sizeof(", m.call, "),");
  code.Line(".align = alignof(", m.call, "),");
  DefineEntry("construct", "[](void* memory)", StrCat("new (memory) ", m.call, "();"), code);
  DefineEntry("destroy", "[](void* frame)", StrCat("static_cast<", m.call, "*>(frame)->~", m.call, "();"), code);
  if (m.arguments.empty()) {
    code.Line(".argument = [](const void*, std::size_t) -> const void* { return nullptr; },");
  } else {
    std::vector<std::string> places;
    for (const idl::Field& field : m.arguments) places.push_back(StrCat("&call.", m.Name(field)));
    code.Open(".argument = [](const void* frame, std::size_t index) -> const void* {");
    code.Line("const auto& call = *static_cast<const ", m.call, "*>(frame);");
    code.Wrapped("const void* const places[] = {", places, "};");
    code.Line("return index < std::size(places) ? places[index] : nullptr;");
    code.Close("},");
  }
  DefineEntry("result", "[](void* frame) -> void*", StrCat("return &static_cast<", m.call, "*>(frame)->result;"), code);
  code.Out();
  code.Close("},");
}

// A stream has no place for declared exceptions: there they are failures.
static void DefineDeclares(const MethodCode& m, Code& code) {
  std::vector<std::string> tests;
  for (const idl::Field& field : m.function.throws) {
    if (Streams(m.function)) break;
    tests.push_back(StrCat("status.As<", CppType(field.type, m.target), ">() != nullptr"));
  }
  if (tests.empty()) return DefineEntry("declares", "[](const ::elanus::Status&)", "return false;", code);
  DefineEntry("declares", "[](const ::elanus::Status& status)", StrCat("return ", Join(tests, " || "), ";"), code);
}

void DefineRow(const idl::Service& service, const MethodRef& method, const Target& target, Code& code) {
  const MethodCode m(service, method, target);
  code.Open("{");
  code.In();
  code.Line(".name = \"", m.function.name, "\",");
  code.Line(".kind = ::elanus::MethodKind::", KindWord(m.function), ",");
  code.Line(".payload = ::elanus::Payload::kThrift,");
  code.Line(".arguments = ", m.arguments.empty() ? "{}" : StrCat("k", m.call, "Arguments"), ",");
  code.Line(".result = ::elanus::base::KeyOf<", m.result, ">(),");
  code.Line(".encode_arguments = Encode", m.call, "Arguments,");
  code.Line(".decode_result = Decode", m.call, "Result,");
  DefineFrame(m, code);
  code.Line(".decode_arguments = Decode", m.call, "Arguments,");
  code.Line(".invoke = Invoke", m.call, ",");
  code.Line(".encode_result = Encode", m.call, "Result,");
  DefineDeclares(m, code);
  DefineMessages(m.function, target, code);
  code.Out();
  code.Close("},");
}

}  // namespace elanus::codegen
