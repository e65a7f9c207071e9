// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/node.h"

#include <typeinfo>

#include "elanus/telemetry/core.h"

namespace elanus::telemetry {

namespace {

// Outlives the span it was copied from: keeps the provider, and is the local root of what begins later.
class SharedNode {
 public:
  explicit SharedNode(const Node& from)
      : core_(from.core != nullptr ? from.core->shared_from_this() : nullptr),
        root_(core_ != nullptr ? core_->processor() : nullptr) {
    node.core = from.core;
    node.context = from.context;
    node.baggage = from.baggage;
    if (from.context.valid()) node.local_root = &root_;
  }
  Node node;

 private:
  std::shared_ptr<Core> core_;
  LocalRoot root_;
};

}  // namespace

const Node* Node::Of(const Context& ctx) {
  const TraceNode* node = ctx.trace();
  return node != nullptr && typeid(*node) == typeid(Node) ? static_cast<const Node*>(node) : nullptr;
}

std::shared_ptr<const TraceNode> Node::Share() const {
  auto shared = std::make_shared<SharedNode>(*this);
  return std::shared_ptr<const TraceNode>(shared, &shared->node);
}

}  // namespace elanus::telemetry
