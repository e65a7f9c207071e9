// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The table of hostile answers: what a server sends when a client has asked Ping("hi"), and what the caller gets.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/hostile/scripted_server.h"

namespace elanus::hostile {

class AnswerRow {
 public:
  using Bytes = std::function<std::string(std::int32_t sequence_id)>;
  AnswerRow(std::string name, Bytes bytes, std::string outcome, std::string says, std::string note = "")
      : name(std::move(name)), outcome(std::move(outcome)), says(std::move(says)), note(std::move(note)) {
    leaves = this->outcome != "ok" && this->outcome != "BizError";
    script.answer = std::move(bytes);
  }
  AnswerRow Closing() && {
    script.close = true;
    return std::move(*this);
  }
  AnswerRow Resetting() && {
    script.reset = true;
    return std::move(*this);
  }
  AnswerRow Leaving() && {
    leaves = true;
    return std::move(*this);
  }
  AnswerRow Greeting(std::string bytes) && {
    script.greeting = std::move(bytes);
    return std::move(*this);
  }

  std::string name;
  Script script;
  std::string outcome;  // "ok", the code's name, or "application N"
  std::string says;     // what the text contains, or the result is
  std::string note;
  // The next call goes over another connection; one with a good answer is used again.
  bool leaves = false;
};

std::vector<AnswerRow> AnswerTable();

}  // namespace elanus::hostile
