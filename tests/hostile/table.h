// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The table of hostile inputs: what a client sends, and what must come of it. table_test.cc runs every row in memory
// and over TCP; docs/hostile.md is this table as a page (docs_test.cc).
#pragma once

#include <string>
#include <vector>

#include "elanus/base/clock.h"

namespace elanus::hostile {

// How the connection stands once all that is due has been answered.
enum class Ends {
  kOpen,                   // it serves the next call
  kClosed,                 // at once, after the answers
  kClosedAfterFirstBytes,  // after Limits::first_bytes_timeout
  kClosedAfterFrame,       // after Limits::frame_timeout; the answer comes then too
};

class Row {
 public:
  Row(std::string name, std::string bytes, std::string answers, Ends ends, std::string note = "")
      : name(std::move(name)),
        bytes(std::move(bytes)),
        answers(std::move(answers)),
        ends(ends),
        note(std::move(note)) {}
  // The client ends its side after the bytes.
  Row HalfClosed() && {
    half_closed = true;
    return std::move(*this);
  }

  std::string name;
  std::string bytes;
  std::string answers;  // as DescribeAnswers tells them, without the end; empty: none
  Ends ends;
  std::string note;  // where Kitex does something else, or where its rule surprises
  bool half_closed = false;
};

class Group {
 public:
  Group(std::string name, std::vector<Row> rows, bool checksum = false)
      : name(std::move(name)), rows(std::move(rows)), checksum(checksum) {}
  std::string name;
  std::vector<Row> rows;
  bool checksum;  // the server checks payloads (WithPayloadChecksum)
};

const std::vector<Group>& Table();

// One file each.
std::vector<Row> Lengths();
std::vector<Row> Headers();
std::vector<Row> Envelopes();
std::vector<Row> Bodies();
std::vector<Row> Bombs();
std::vector<Row> Foreigners();
std::vector<Row> Many();
std::vector<Row> Ending();
std::vector<Row> Checksums();

}  // namespace elanus::hostile
