// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "interop/peer/outcome.h"

#include "interop/peer/error_kind.h"

namespace peer {

using elanus::Status;

Outcome& Outcome::Failed(const Status& status) {
  if (!status.ok()) error_ = ErrorJson(status);
  return *this;
}

Outcome& Outcome::StreamFailed(const Status& status) {
  if (!status.ok()) error_ = StreamErrorJson(status);
  return *this;
}

Outcome& Outcome::Require(bool holds, std::string_view expected) {
  if (holds) return *this;
  ok_ = false;
  const std::string wanted = elanus::StrCat("expected ", expected);
  if (!error_) error_ = Json({{"kind", "other"}, {"code", 0}, {"text", wanted}});
  std::string text = (*error_)["text"];
  if (text != wanted) (*error_)["text"] = elanus::StrCat(text, "; ", wanted);
  return *this;
}

Outcome& Outcome::RequireOk(const Status& status, std::string_view what) {
  return Require(status.ok(), status.ok() ? "" : elanus::StrCat(what, " to work, got ", status.ToString()));
}

Json Outcome::ToJson(std::string_view name, std::int64_t ms) const {
  Json line;
  line["case"] = name;
  line["ok"] = ok_;
  if (got_) line["got"] = *got_;
  if (error_) line["error"] = *error_;
  line["ms"] = ms;
  return line;
}

Json SkippedJson(std::string_view name, std::string_view why) {
  Json line;
  line["case"] = name;
  line["ok"] = true;
  line["skipped"] = why;
  return line;
}

}  // namespace peer
