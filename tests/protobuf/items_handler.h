// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A service with each kind of method (elanus/protogen/testdata/kinds.proto), and messages for it.
#pragma once

#include <string>
#include <vector>

#include "elanus/base/strcat.h"
#include "kinds.elanus.h"

namespace elanus {

class ItemsHandler final : public kinds::v1::Items {
 public:
  Task<Result<kinds::v1::Item>> Get(const Context&, shared::base::Key req) override {
    if (req.name() == "biz") co_return BizError(1001, "biz failed");
    if (req.name() == "none") co_return NotFound("no item ", req.name());
    kinds::v1::Item item;
    item.set_index(req.version());
    item.mutable_part()->set_text(req.name());
    co_return item;
  }
  Task<Status> List(const Context&, shared::base::Key req, StreamWriter<kinds::v1::Item_Part>& out) override {
    for (int i = 0; i < req.version(); ++i) {
      kinds::v1::Item::Part part;
      part.set_text(StrCat(req.name(), i));
      Status sent = co_await out.Send(part);
      if (!sent) co_return sent;
    }
    co_return Ok();
  }
  Task<Result<google::protobuf::Empty>> Put(const Context&, StreamReader<kinds::v1::Item>& in) override {
    kinds::v1::Item item;
    while (co_await in.Recv(item)) put.push_back(item.index());
    if (!in.status()) co_return in.status();
    co_return google::protobuf::Empty();
  }
  Task<Status> Swap(const Context&, Stream<kinds::v1::Item, kinds::v1::Item_Part>& stream) override {
    kinds::v1::Item item;
    while (co_await stream.Recv(item)) {
      Status sent = co_await stream.Send(item.part());
      if (!sent) co_return sent;
    }
    co_return stream.StreamReader::status();
  }
  Task<Result<google::protobuf::Empty>> Ask(const Context&, google::protobuf::Empty req) override { co_return req; }

  std::vector<int> put;
};

inline shared::base::Key Key(const std::string& name, int version) {
  shared::base::Key key;
  key.set_name(name);
  key.set_version(version);
  return key;
}

inline kinds::v1::Item Item(int index, const std::string& text = "") {
  kinds::v1::Item item;
  item.set_index(index);
  if (!text.empty()) item.mutable_part()->set_text(text);
  return item;
}

}  // namespace elanus
