// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/codegen/stream_code.h"

#include "elanus/base/strcat.h"
#include "elanus/codegen/method_code.h"

namespace elanus::codegen {

using idl::Streaming;

bool ClientStreams(const idl::Function& function) {
  return function.streaming == Streaming::kClient || function.streaming == Streaming::kBidirectional;
}

bool ServerStreams(const idl::Function& function) {
  return function.streaming == Streaming::kServer || function.streaming == Streaming::kBidirectional;
}

bool Streams(const idl::Function& function) { return ClientStreams(function) || ServerStreams(function); }

std::span<const idl::Field> ArgumentsOf(const idl::Function& function) {
  if (ClientStreams(function)) return {};
  return function.arguments;
}

const idl::Type* AnswerOf(const idl::Function& function) {
  return ServerStreams(function) ? nullptr : function.response_item();
}

static void RefuseMessage(std::string_view method, std::string_view does, const idl::Type& type,
                          std::vector<idl::Diagnostic>& out) {
  if (type.AsStruct() != nullptr) return;
  out.emplace_back(idl::Severity::kError, type.position,
                   StrCat(method, does, type.ToString(), ": expected a struct, as messages of streams are"));
}

void RefuseMessages(const idl::Service& service, const idl::Function& function, std::vector<idl::Diagnostic>& out) {
  if (!Streams(function)) return;
  const std::string method = StrCat("streaming method ", function.name, " of service ", service.name);
  if (function.response_item() == nullptr) {
    out.emplace_back(idl::Severity::kError, function.position,
                     StrCat(method, " returns void: expected a struct, as messages of streams are"));
  } else {
    RefuseMessage(method, " returns ", *function.response_item(), out);
  }
  RefuseMessage(method, " takes ", *function.request_item(), out);
}

std::string StreamType(const idl::Function& function, const Target& target) {
  const std::string in = CppType(*function.request_item(), target);
  const std::string out = CppType(*function.response_item(), target);
  if (!ServerStreams(function)) return StrCat("::elanus::StreamReader<", in, ">");
  if (!ClientStreams(function)) return StrCat("::elanus::StreamWriter<", out, ">");
  return StrCat("::elanus::Stream<", in, ", ", out, ">");
}

std::string_view StreamName(const idl::Function& function) {
  if (!ServerStreams(function)) return "in";
  return ClientStreams(function) ? "stream" : "out";
}

std::string StreamCallType(const idl::Function& function, const Target& target) {
  const std::string in = CppType(*function.request_item(), target);
  const std::string out = CppType(*function.response_item(), target);
  if (!ClientStreams(function)) return StrCat("::elanus::ServerStreamCall<", out, ">");
  return StrCat("::elanus::", ServerStreams(function) ? "Bidi" : "Client", "StreamCall<", in, ", ", out, ">");
}

std::string_view KindWord(const idl::Function& function) {
  switch (function.streaming) {
    case Streaming::kClient: return "kClientStream";
    case Streaming::kServer: return "kServerStream";
    case Streaming::kBidirectional: return "kBidiStream";
    case Streaming::kNone:
    case Streaming::kUnary: break;
  }
  return function.oneway ? "kOneway" : "kUnary";
}

static void DefineMessage(std::string_view name, const idl::Type& type, const Target& target, Code& code) {
  const std::string message = CppType(type, target);
  const std::string wire = StrCat("Bare<", message, ">");
  code.Wrapped(StrCat(".", name, " = {"),
               {StrCat("::elanus::base::KeyOf<", message, ">()"), StrCat("::elanus::wire::Encode", wire),
                StrCat("::elanus::wire::Decode", wire)},
               "},");
}

void DefineMessages(const idl::Function& function, const Target& target, Code& code) {
  if (ClientStreams(function)) DefineMessage("client_message", *function.request_item(), target, code);
  if (ServerStreams(function)) DefineMessage("server_message", *function.response_item(), target, code);
}

static void DefineFunction(const std::string& name, const std::vector<std::string>& parameters,
                           const std::vector<std::string>& lines, Code& code) {
  code.OpenWrapped(StrCat("::elanus::Status ", name, "("), parameters, ") {");
  for (const std::string& line : lines) code.Line(line);
  code.Close("}");
}

// The request of a server stream is one message; other streams begin without one.
void DefineStreamArguments(const MethodCode& m, Code& code) {
  const std::string encode = StrCat("Encode", m.call, "Arguments");
  const std::string decode = StrCat("Decode", m.call, "Arguments");
  if (m.arguments.empty()) {
    DefineFunction(encode, {"const void* const*", "::elanus::Bytes&"}, {"return ::elanus::Ok();"}, code);
    code.Blank();
    DefineFunction(decode, {"std::string_view", "const ::elanus::Limits&", "void*"}, {"return ::elanus::Ok();"}, code);
    return;
  }
  const idl::Field& request = m.arguments.front();
  const std::string bare = StrCat("Bare<", CppType(request.type, m.target), ">(");
  DefineFunction(encode, {"const void* const* args", "::elanus::Bytes& out"},
                 {StrCat("return ::elanus::wire::Encode", bare, "args[0], out);")}, code);
  code.Blank();
  DefineFunction(decode, {"std::string_view body", "const ::elanus::Limits& limits", "void* frame"},
                 {StrCat("auto& call = *static_cast<", m.call, "*>(frame);"),
                  StrCat("return ::elanus::wire::Decode", bare, "body, limits, &call.", m.Name(request), ");")},
                 code);
}

// The answer to a client stream is one message; other streams end without one.
void DefineStreamAnswer(const MethodCode& m, Code& code) {
  const std::string encode = StrCat("Encode", m.call, "Result");
  const std::string decode = StrCat("Decode", m.call, "Result");
  if (m.answer == nullptr) {
    DefineFunction(encode, {"const void*", "const ::elanus::Status&", "::elanus::Bytes&"}, {"return ::elanus::Ok();"},
                   code);
    code.Blank();
    DefineFunction(decode, {"std::string_view", "const ::elanus::Limits&", "void* result"},
                   {"*static_cast<::elanus::Status*>(result) = ::elanus::Ok();", "return ::elanus::Ok();"}, code);
    return;
  }
  const std::string type = CppType(*m.answer, m.target);
  DefineFunction(encode, {"const void* frame", "const ::elanus::Status& status", "::elanus::Bytes& out"},
                 {StrCat("const auto& result = static_cast<const ", m.call, "*>(frame)->result;"),
                  "if (!status.ok()) return ::elanus::Ok();  // an error has no answer",
                  "if (!result.ok()) return result.status();",
                  StrCat("return ::elanus::wire::EncodeBare<", type, ">(&*result, out);")},
                 code);
  code.Blank();
  DefineFunction(
      decode, {"std::string_view body", "const ::elanus::Limits& limits", "void* result"},
      {StrCat(type, " answer;"),
       StrCat("::elanus::Status status = ::elanus::wire::DecodeBare<", type, ">(body, limits, &answer);"),
       StrCat("if (status.ok()) *static_cast<", m.result, "*>(result) = std::move(answer);"), "return status;"},
      code);
}

}  // namespace elanus::codegen
