// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/rpc/metadata.h"

namespace elanus {

void Metadata::Add(MetaKind kind, std::string_view key, std::string_view value) {
  const bool metainfo = kind != MetaKind::kPlain && kind != MetaKind::kTrailer;
  if (key.empty() || (value.empty() && metainfo)) return;
  Slot slot;
  slot.kind = kind;
  slot.key = static_cast<std::uint32_t>(text_.size());
  slot.key_size = static_cast<std::uint32_t>(key.size());
  text_.Append(key);
  slot.value = static_cast<std::uint32_t>(text_.size());
  slot.value_size = static_cast<std::uint32_t>(value.size());
  text_.Append(value);
  if (entries_.capacity() == 0) entries_.reserve(16);
  entries_.push_back(slot);
}

void Metadata::Set(MetaKind kind, std::string_view key, std::string_view value) {
  for (Slot& slot : entries_) {
    if (slot.kind != kind || Text(slot.key, slot.key_size) != key) continue;
    slot.value = static_cast<std::uint32_t>(text_.size());
    slot.value_size = static_cast<std::uint32_t>(value.size());
    text_.Append(value);
    return;
  }
  Add(kind, key, value);
}

std::string_view Metadata::Find(MetaKind kind, std::string_view key) const {
  for (auto it = entries_.rbegin(); it != entries_.rend(); ++it) {
    if (it->kind == kind && Text(it->key, it->key_size) == key) return Text(it->value, it->value_size);
  }
  return {};
}

Metadata::Entry Metadata::at(std::size_t index) const {
  const Slot& slot = entries_[index];
  Entry entry;
  entry.kind = slot.kind;
  entry.key = Text(slot.key, slot.key_size);
  entry.value = Text(slot.value, slot.value_size);
  return entry;
}

void Metadata::Clear() {
  text_.Clear();
  entries_.clear();
}

Metadata Metadata::Copy() const {
  Metadata copy;
  for (std::size_t i = 0; i < size(); ++i) {
    const Entry entry = at(i);
    copy.Add(entry.kind, entry.key, entry.value);
  }
  return copy;
}

}  // namespace elanus
