// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Values as JSON, in the shape in which all peers print them: fields in the order of the IDL, optional ones only when
// they are set, enums as numbers, binary in base64, maps with text as keys.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "interop/interop.h"

namespace peer {

using Json = nlohmann::ordered_json;

Json ToJson(const interop::Inner& value);
Json ToJson(const interop::Choice& value);
Json ToJson(const interop::Everything& value);
Json ToJson(const interop::Old& value);
Json ToJson(const interop::New& value);
Json ToJson(const interop::NotFound& value);
Json ToJson(const interop::Denied& value);

// What the generator made of a struct: it can tell itself.
template <class T>
concept IsStruct = requires(const T& value) { value.ToString(); };

// On one line. What is no UTF-8 becomes U+FFFD.
std::string Text(const Json& json);

}  // namespace peer
