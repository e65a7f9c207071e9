// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protocol/grpc/fields.h"

#include <charconv>

#include "elanus/protocol/grpc/limits.h"
#include "elanus/wire/grpc/base64.h"
#include "elanus/wire/grpc/metainfo.h"

namespace elanus::protocol {

namespace {

constexpr std::size_t kFieldOverhead = 32;  // RFC 9113, 6.5.2

bool IsNameCharacter(char c) {
  static constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || kMarks.find(c) != kMarks.npos;
}

bool IsBlank(char c) { return c == ' ' || c == '\t'; }

bool IsValue(std::string_view value) {
  for (const char c : value) {
    if ((c >= 0 && c < 0x20 && c != '\t') || c == 0x7f) return false;
  }
  return value.empty() || (!IsBlank(value.front()) && !IsBlank(value.back()));
}

}  // namespace

bool IsReservedHeader(std::string_view name) {
  if (name.empty() || name[0] == ':') return true;
  switch (name[0]) {
    case 'c': return name == "content-type" || name == "connection";
    case 'g':
      return name == "grpc-timeout" || name == "grpc-encoding" || name == "grpc-accept-encoding" ||
             name == "grpc-status" || name == "grpc-message" || name == "grpc-message-type" ||
             name == "grpc-status-details-bin";
    case 't': return name == "te" || name == "transfer-encoding";
    case 'u': return name == "user-agent";
    default: return false;
  }
}

void Fields::Clear() {
  text_.Clear();
  slots_.clear();
  bytes_ = 0;
}

Fields::Field Fields::at(std::size_t index) const {
  const Slot& slot = slots_[index];
  Field field;
  field.name = slot.own_name ? std::string_view(text_.data() + slot.name_at, slot.name_size) : slot.name;
  field.value = slot.own_value ? std::string_view(text_.data() + slot.value_at, slot.value_size) : slot.value;
  field.constant_name = !slot.own_name;
  field.constant_value = !slot.own_value;
  field.unindexed = slot.unindexed;
  return field;
}

void Fields::AddConstant(std::string_view name, std::string_view value) {
  Slot& slot = slots_.emplace_back();
  slot.name = name;
  slot.value = value;
  bytes_ += name.size() + value.size() + kFieldOverhead;
}

Bytes& Fields::BeginValue(std::string_view name, bool unindexed) {
  Slot& slot = slots_.emplace_back();
  slot.name = name;
  slot.own_value = true;
  slot.unindexed = unindexed;
  slot.value_at = static_cast<std::uint32_t>(text_.size());
  return text_;
}

void Fields::EndValue() {
  Slot& slot = slots_.back();
  slot.value_size = static_cast<std::uint32_t>(text_.size()) - slot.value_at;
  bytes_ += (slot.own_name ? slot.name_size : slot.name.size()) + slot.value_size + kFieldOverhead;
}

void Fields::Add(std::string_view name, std::string_view value, bool unindexed) {
  BeginValue(name, unindexed).Append(value);
  EndValue();
}

void Fields::AddNumber(std::string_view name, std::int64_t value) {
  char digits[24];
  const char* const end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  Add(name, {digits, static_cast<std::size_t>(end - digits)});
}

Fields::Slot& Fields::BeginOwn(bool unindexed) {
  Slot& slot = slots_.emplace_back();
  slot.own_name = slot.own_value = true;
  slot.unindexed = unindexed;
  slot.name_at = static_cast<std::uint32_t>(text_.size());
  return slot;
}

void Fields::EndName() {
  Slot& slot = slots_.back();
  slot.value_at = static_cast<std::uint32_t>(text_.size());
  slot.name_size = slot.value_at - slot.name_at;
}

// Of the last field.
Status Fields::Check() {
  const Field field = at(slots_.size() - 1);
  Status status;
  for (const char c : field.name) {
    if (!IsNameCharacter(c)) {
      status = InvalidArgument("metadata: expected a key of letters, digits and marks like - . _, got ", field.name);
      break;
    }
  }
  if (status.ok() && !IsValue(field.value)) {
    status = InvalidArgument("metadata ", field.name,
                             ": expected a value without control characters and without blanks at its ends; a key in "
                             "-bin can hold any bytes");
  }
  if (status.ok() && bytes_ > grpc_limits::kSentHeaderBytes) {
    status = ResourceExhausted("metadata ", field.name, ": expected headers of at most ", grpc_limits::kSentHeaderBytes,
                               " bytes in all, got more");
  }
  if (status.ok()) return status;
  bytes_ -= field.name.size() + field.value.size() + kFieldOverhead;
  text_.Truncate(slots_.back().name_at);
  slots_.pop_back();
  return status;
}

Status Fields::AddMetadata(const Metadata& metadata, MetaKind from) {
  for (std::size_t i = 0; i < metadata.size(); ++i) {
    const Metadata::Entry entry = metadata.at(i);
    if (entry.kind != from) continue;
    BeginOwn(false);
    for (const char c : entry.key) {
      const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      text_.Append({&lower, 1});
    }
    EndName();
    const std::uint32_t name_at = slots_.back().name_at;
    if (IsReservedHeader(at(slots_.size() - 1).name)) {
      slots_.pop_back();
      text_.Truncate(name_at);
      continue;
    }
    if (entry.key.ends_with("-bin")) {
      wire::AppendBase64(entry.value, text_);
    } else {
      text_.Append(entry.value);
    }
    EndValue();
    if (Status status = Check(); !status.ok()) return status;
  }
  return Ok();
}

Status Fields::AddMetainfo(const Metadata& metadata) {
  for (std::size_t i = 0; i < metadata.size(); ++i) {
    const Metadata::Entry entry = metadata.at(i);
    const bool transient = entry.kind == MetaKind::kTransient;
    if (!transient && entry.kind != MetaKind::kPersistent) continue;
    BeginOwn(transient);
    text_.Append(transient ? wire::kTransitPrefix : wire::kPersistPrefix);
    wire::AppendMetainfoKey(entry.key, text_);
    EndName();
    text_.Append(entry.value);
    EndValue();
    if (Status status = Check(); !status.ok()) return status;
  }
  return Ok();
}

}  // namespace elanus::protocol
