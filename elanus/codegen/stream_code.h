// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What is different about methods that stream: what handlers and stubs look like, and their entries in the method
// table. Their messages are bare structs (wire.md 7.3). A function that is marked as "unary" is an ordinary one.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "elanus/codegen/code.h"
#include "elanus/codegen/types.h"
#include "elanus/idl/ast.h"
#include "elanus/idl/diagnostic.h"

namespace elanus::codegen {

bool ClientStreams(const idl::Function& function);  // client streaming and bidirectional
bool ServerStreams(const idl::Function& function);  // server streaming and bidirectional
bool Streams(const idl::Function& function);

// What is there before the handler begins: all arguments, but no messages of a stream.
std::span<const idl::Field> ArgumentsOf(const idl::Function& function);
// What the handler answers in the end; null: a Status only.
const idl::Type* AnswerOf(const idl::Function& function);

// A message that is no struct has no form on the wire.
void RefuseMessages(const idl::Service& service, const idl::Function& function, std::vector<idl::Diagnostic>& out);

// "::elanus::StreamWriter<Item>", and what a handler's parameter of this type is called.
std::string StreamType(const idl::Function& function, const Target& target);
std::string_view StreamName(const idl::Function& function);
// "::elanus::ServerStreamCall<Item>": what the method of a client returns.
std::string StreamCallType(const idl::Function& function, const Target& target);

// "kServerStream"; of every function.
std::string_view KindWord(const idl::Function& function);
// The codecs of the messages in the row.
void DefineMessages(const idl::Function& function, const Target& target, Code& code);

}  // namespace elanus::codegen
