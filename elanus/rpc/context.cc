// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/rpc/context.h"

#include <algorithm>
#include <utility>

#include "elanus/base/pool.h"
#include "elanus/rpc/call_info.h"

namespace elanus {

Context::Context(const Context& parent, const Change& change)
    : deadline_(std::min(parent.deadline_, change.deadline)),
      cancel_(change.cancel != nullptr ? change.cancel : parent.cancel_),
      trace_(change.trace != nullptr ? change.trace : parent.trace_),
      call_(parent.call_),
      clock_(parent.clock_),
      incoming_(parent.incoming_),
      backward_(parent.backward_),
      meta_parent_(parent.kind_ != MetaKind::kPlain ? &parent : parent.meta_parent_) {}

Context::Context(const Context& parent, MetaKind kind, std::string key, std::string value) : Context(parent, Change()) {
  kind_ = kind;
  key_ = std::move(key);
  value_ = std::move(value);
}

bool Context::cancelled() const {
  return (cancel_ != nullptr && cancel_->fired()) || (!deadline_.is_never() && clock_->Now() >= deadline_);
}

Status Context::Check() const {
  if (cancel_ != nullptr && cancel_->fired()) return Cancelled("the call was cancelled");
  if (!deadline_.is_never() && clock_->Now() >= deadline_) return DeadlineExceeded("the deadline has passed");
  return Ok();
}

std::string_view Context::Persistent(std::string_view key) const {
  for (const Context* node = this; node != nullptr; node = node->meta_parent_) {
    if (node->kind_ == MetaKind::kPersistent && node->key_ == key) return node->value_;
  }
  return incoming_ != nullptr ? incoming_->Find(MetaKind::kPersistent, key) : std::string_view();
}

std::string_view Context::Transient(std::string_view key) const {
  for (const Context* node = this; node != nullptr; node = node->meta_parent_) {
    if (node->kind_ == MetaKind::kTransient && node->key_ == key) return node->value_;
  }
  return incoming_ != nullptr ? incoming_->Find(MetaKind::kTransient, key) : std::string_view();
}

Context Context::WithTimeout(Duration timeout) const { return WithDeadline(clock_->Now() + timeout); }

Context Context::WithDeadline(TimePoint deadline) const {
  Change change;
  change.deadline = deadline;
  return Context(*this, change);
}

Context Context::WithPersistent(std::string key, std::string value) const {
  return Context(*this, MetaKind::kPersistent, std::move(key), std::move(value));
}

Context Context::WithTransient(std::string key, std::string value) const {
  return Context(*this, MetaKind::kTransient, std::move(key), std::move(value));
}

Context Context::WithCancel(async::CancelSignal& signal) const {
  Change change;
  change.cancel = &signal;
  return Context(*this, change);
}

bool Context::SendBackward(std::string_view key, std::string_view value) const {
  if (backward_ == nullptr) return false;
  backward_->Set(MetaKind::kBackward, key, value);
  return true;
}

bool Context::SetHeader(std::string_view key, std::string_view value) const {
  if (backward_ == nullptr) return false;
  backward_->Add(MetaKind::kPlain, key, value);
  return true;
}

bool Context::SetTrailer(std::string_view key, std::string_view value) const {
  if (backward_ == nullptr) return false;
  backward_->Add(MetaKind::kTrailer, key, value);
  return true;
}

bool Context::SetSendCompressor(std::string_view name) const {
  if (backward_ == nullptr || (name != "gzip" && name != "identity")) return false;
  // The header that tells the caller; whoever writes the reply knows by it.
  backward_->Set(MetaKind::kPlain, "grpc-encoding", name);
  return true;
}

const Metadata& Context::incoming() const {
  static const Metadata kNone;
  return incoming_ != nullptr ? *incoming_ : kNone;
}

const Peer& Context::peer() const {
  static const Peer kNobody;
  return call_ != nullptr && call_->peer != nullptr ? *call_->peer : kNobody;
}

void Context::CollectOutgoing(Metadata& to) const {
  // The nearest node comes first, so a key that is there already wins over what is further up.
  for (const Context* node = this; node != nullptr; node = node->meta_parent_) {
    if (node->kind_ != MetaKind::kPlain && to.Find(node->kind_, node->key_).empty()) {
      to.Add(node->kind_, node->key_, node->value_);
    }
  }
  if (incoming_ == nullptr) return;
  for (std::size_t i = 0; i < incoming_->size(); ++i) {
    const Metadata::Entry entry = incoming_->at(i);
    if (entry.kind == MetaKind::kPersistent && to.Find(entry.kind, entry.key).empty()) {
      to.Add(entry.kind, entry.key, entry.value);
    }
  }
}

DetachedContext Context::Detach() const { return DetachedContext(*this); }

// What a detached context owns. Metainfo of this hop and what came with the call are kept apart: the former goes
// out with calls made from here, of the latter only the persistent values do.
struct DetachedContext::Kept final : base::Pooled {
  explicit Kept(const Context& from) : root(from.clock()) {
    if (from.incoming_ != nullptr) incoming = from.incoming_->Copy();
    if (from.trace_ != nullptr) trace = from.trace_->Share();
    root.set_incoming(&incoming);
    root.set_trace(trace.get());
    const Context* parent = &root;
    CopyNodes(&from, parent);
    last = parent;
  }

  // Outermost first, so that the nearest node is found first again.
  void CopyNodes(const Context* node, const Context*& parent) {
    while (node != nullptr && node->kind_ == MetaKind::kPlain) node = node->meta_parent_;
    if (node == nullptr) return;
    CopyNodes(node->meta_parent_, parent);
    nodes.push_back(std::unique_ptr<Context>(new Context(*parent, node->kind_, node->key_, node->value_)));
    parent = nodes.back().get();
  }

  std::shared_ptr<const TraceNode> trace;
  Metadata incoming;
  ContextRoot root;
  std::vector<std::unique_ptr<Context>> nodes;
  const Context* last = nullptr;
};

DetachedContext::DetachedContext(const Context& from) : kept_(std::make_unique<Kept>(from)) {}
DetachedContext::DetachedContext(DetachedContext&&) noexcept = default;
DetachedContext& DetachedContext::operator=(DetachedContext&&) noexcept = default;
DetachedContext::~DetachedContext() = default;

const Context& DetachedContext::operator*() const { return *kept_->last; }

}  // namespace elanus
