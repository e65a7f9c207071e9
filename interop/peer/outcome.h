// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// How a case ended: what came, the error that came, and whether it is what the contract says.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "elanus/base/result.h"
#include "interop/peer/json.h"

namespace peer {

class Outcome {
 public:
  // What came; JSON's null counts.
  Outcome& Got(Json value) {
    got_ = std::move(value);
    return *this;
  }
  // The error of the call that the case is about, expected or not. Nothing when it is ok.
  Outcome& Failed(const elanus::Status& status);
  Outcome& StreamFailed(const elanus::Status& status);
  // The case fails unless `holds`: then the line says what was expected.
  Outcome& Require(bool holds, std::string_view expected);
  // The same for a further call, which shall just work.
  Outcome& RequireOk(const elanus::Status& status, std::string_view what);

  bool ok() const { return ok_; }
  // The line that the client prints.
  Json ToJson(std::string_view name, std::int64_t ms) const;

 private:
  bool ok_ = true;
  std::optional<Json> got_;
  std::optional<Json> error_;
};

// {"case": ..., "ok": true, "skipped": why}.
Json SkippedJson(std::string_view name, std::string_view why);

// The value of a reply, whatever its type.
template <class T>
Json ValueJson(const T& value) {
  if constexpr (IsStruct<T>) {
    return ToJson(value);
  } else {
    return value;
  }
}

// The call returns exactly this.
template <class T>
Outcome Returns(const elanus::Result<T>& reply, const T& expected) {
  Outcome outcome;
  outcome.Failed(reply.status());
  if (reply.ok()) outcome.Got(ValueJson(*reply));
  return outcome.Require(reply.ok() && *reply == expected, Text(ValueJson(expected)));
}

}  // namespace peer
