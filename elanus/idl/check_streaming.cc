// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// How functions stream: written as stream<T>, or with Kitex's annotation streaming.mode (one argument, one mode).
#include <optional>
#include <string>
#include <string_view>

#include "elanus/base/strcat.h"
#include "elanus/idl/checks.h"

namespace elanus::idl {
namespace {

constexpr std::string_view kAnnotation = "streaming.mode";

std::optional<Streaming> FindMode(std::string_view value) {
  if (value == "unary") return Streaming::kUnary;
  if (value == "client") return Streaming::kClient;
  if (value == "server") return Streaming::kServer;
  if (value == "bidirectional") return Streaming::kBidirectional;
  return std::nullopt;
}

std::string_view ModeName(Streaming mode) {
  switch (mode) {
    case Streaming::kUnary: return "unary";
    case Streaming::kClient: return "client";
    case Streaming::kServer: return "server";
    case Streaming::kBidirectional: return "bidirectional";
    case Streaming::kNone: break;
  }
  return "none";
}

Streaming WrittenMode(const Function& function) {
  if (function.return_is_stream && function.argument_is_stream) return Streaming::kBidirectional;
  if (function.return_is_stream) return Streaming::kServer;
  return function.argument_is_stream ? Streaming::kClient : Streaming::kNone;
}

class StreamingCheck {
 public:
  StreamingCheck(const Service& service, Function& function, Diagnostics& diagnostics)
      : name_(StrCat(service.name, ".", function.name)), function_(function), diagnostics_(diagnostics) {}

  void Run() {
    function_.streaming = WrittenMode(function_);
    const Annotation* seen = nullptr;
    for (const auto& annotation : function_.annotations) {
      if (annotation.name != kAnnotation) continue;
      if (seen != nullptr) return Error(annotation.position, StrCat(name_, " has two annotations ", kAnnotation));
      seen = &annotation;
      if (!TakeAnnotation(annotation)) return;
    }
    if (function_.streaming != Streaming::kNone) CheckShape();
  }

 private:
  void Error(Position position, std::string message) { diagnostics_.Error(position, std::move(message)); }

  bool TakeAnnotation(const Annotation& annotation) {
    auto mode = FindMode(annotation.value);
    if (!mode) {
      Error(annotation.position, StrCat("expected \"client\", \"server\", \"bidirectional\" or \"unary\" as ",
                                        kAnnotation, ", got \"", annotation.value, "\""));
      return false;
    }
    if (function_.streaming != Streaming::kNone && function_.streaming != *mode) {
      Error(annotation.position, StrCat(kAnnotation, " of ", name_, " is \"", ModeName(*mode),
                                        "\", but its stream<T> make it \"", ModeName(function_.streaming), "\""));
      return false;
    }
    function_.streaming = *mode;
    return true;
  }

  void CheckShape() {
    if (function_.oneway) return Error(function_.position, StrCat("oneway function ", name_, " cannot stream"));
    if (function_.arguments.size() != 1) {
      return Error(function_.position, StrCat("streaming function ", name_, " must have exactly one argument, got ",
                                              function_.arguments.size()));
    }
    bool answers = function_.streaming == Streaming::kServer || function_.streaming == Streaming::kBidirectional;
    if (answers && !function_.return_type) {
      Error(function_.position, StrCat("streaming function ", name_, " sends a stream, but returns void"));
    }
  }

  std::string name_;
  Function& function_;
  Diagnostics& diagnostics_;
};

}  // namespace

void CheckStreaming(CheckContext& context) {
  for (const auto& file : context.program.files) {
    for (const auto& service : file->services) {
      for (auto& function : service->functions) StreamingCheck(*service, function, context.diagnostics).Run();
    }
  }
}

}  // namespace elanus::idl
