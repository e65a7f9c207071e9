// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Thrift values as text, read without the IDL.
#pragma once

#include <string>
#include <string_view>

#include "elanus/wire/thrift/reader.h"
#include "tests/tapes/message.h"

namespace elanus::tapes {

// In quotes, masked, with what cannot be printed as \xHH.
std::string Quoted(std::string_view text);

// Adds the fields of the struct that comes next as `name`.ID, those of structs in it as `name`.ID.ID, and `name`.order,
// the ids in the order they came. Aborts when it does not decode.
void DescribeStruct(wire::Reader& reader, const std::string& name, Fields& fields);

}  // namespace elanus::tapes
