// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The messages of streams, in Thrift and in Protobuf the same: what cases and handlers say about them is written once.
#pragma once

#include <cstdint>
#include <string>

#include "interop.pb.h"
#include "interop/streams/streams.h"

namespace peer {

class Item {
 public:
  Item() = default;
  Item(std::int32_t index, std::string text, std::string data = "")
      : index(index), text(std::move(text)), data(std::move(data)) {}
  bool operator==(const Item&) const = default;
  std::int32_t index = 0;
  std::string text;
  std::string data;
};

// What a server stream is asked for.
class Wish {
 public:
  Wish() = default;
  Wish(std::int32_t count, std::int32_t size, std::string mode = "", std::string key = "")
      : count(count), size(size), mode(std::move(mode)), key(std::move(key)) {}
  std::int32_t count = 0;
  std::int32_t size = 0;
  std::string mode;
  std::string key;
};

class Summary {
 public:
  std::int32_t count = 0;
  std::int64_t sum = 0;
};

// Between them and what travels.
void Convert(const Item& from, interop::streams::Item& to);
void Convert(const interop::streams::Item& from, Item& to);
void Convert(const Wish& from, interop::streams::Request& to);
void Convert(const interop::streams::Request& from, Wish& to);
void Convert(const Summary& from, interop::streams::Summary& to);
void Convert(const interop::streams::Summary& from, Summary& to);
void Convert(const Item& from, interop::StreamItem& to);
void Convert(const interop::StreamItem& from, Item& to);
void Convert(const Wish& from, interop::ItemsRequest& to);
void Convert(const interop::ItemsRequest& from, Wish& to);
void Convert(const Summary& from, interop::ItemsSummary& to);
void Convert(const interop::ItemsSummary& from, Summary& to);

template <class To, class From>
To Converted(const From& from) {
  To to;
  Convert(from, to);
  return to;
}

}  // namespace peer
