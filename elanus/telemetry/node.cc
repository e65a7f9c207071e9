// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/node.h"

#include <typeinfo>

#include "elanus/telemetry/core.h"

namespace elanus::telemetry {

namespace {

// Outlives the span it was copied from, and keeps the provider. It has no local root: each span that begins directly
// under it is one, since that of the original may have ended.
class SharedNode {
 public:
  explicit SharedNode(const Node& from) : core_(from.core != nullptr ? from.core->shared_from_this() : nullptr) {
    node.core = from.core;
    node.context = from.context;
    node.baggage = from.baggage;
  }
  Node node;

 private:
  std::shared_ptr<Core> core_;
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
