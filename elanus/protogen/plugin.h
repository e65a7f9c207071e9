// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The plugin's side of protoc's protocol (google/protobuf/compiler/plugin.proto): a request on standard input, a
// response on standard output.
#pragma once

#include <string>
#include <string_view>

namespace elanus::protogen {

// The bytes of the response; errors are in it, for protoc to print.
std::string RunPlugin(std::string_view request);

}  // namespace elanus::protogen
