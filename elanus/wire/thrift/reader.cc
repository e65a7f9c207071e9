// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What is not on the fast path of Reader: containers, skipping and errors.
#include "elanus/wire/thrift/reader.h"

#include <climits>
#include <utility>

#include "elanus/base/strcat.h"

namespace elanus::wire {

namespace {

std::string TypeText(TType type) { return StrCat(TTypeName(type), " (data type ", static_cast<unsigned>(type), ")"); }

}  // namespace

void Reader::Fail(Status status) {
  if (status_.ok()) status_ = std::move(status);
  at_ = end_;
}

void Reader::Expected(std::size_t offset, const std::string& expected, const std::string& got) {
  Fail(ApplicationError(AppException::kProtocolError,
                        StrCat("thrift: at offset ", offset, ": expected ", expected, ", got ", got)));
}

void Reader::MissingField(std::string_view struct_name, std::string_view field) {
  Fail(ApplicationError(AppException::kProtocolError,
                        StrCat("thrift: struct ", struct_name, ": required field ", field, " is not set")));
}

void Reader::NanKey() {
  if (ok()) Expected(offset(), "a number in a key of a map or an element of a set", "NaN");
}

bool Reader::Short(std::size_t size, std::string_view what) {
  if (ok()) Expected(offset(), StrCat(size, " bytes for ", what), StrCat(remaining()));
  return false;
}

std::string_view Reader::BadString(std::uint32_t size) {
  const std::size_t at = offset() - 4;
  if (size > INT_MAX) {
    Expected(at, "the length of a string", StrCat(static_cast<std::int32_t>(size)));
  } else {
    Expected(at, StrCat("a string of ", size, " bytes"), StrCat(remaining(), " bytes"));
  }
  return {};
}

bool Reader::OverBudget(std::size_t count, std::size_t size) {
  Expected(offset(), StrCat("no more than the decode budget, ", budget_, " bytes left"),
           StrCat(count, " times ", size, " bytes"));
  return false;
}

void Reader::TooDeep() {
  if (!ok()) return;
  Fail(ApplicationError(AppException::kProtocolError,
                        StrCat("thrift: at offset ", offset(), ": depth limit exceeded: expected at most ",
                               depth_limit_, " levels of structs and containers, got more")));
}

// A count is a promise, not a size (wire.md 14.13): it is believed when the bytes left can hold it.
std::size_t Reader::ReadCount(std::size_t min_size, std::string_view what) {
  const std::size_t at = offset();
  const auto count = Take<std::uint32_t>("count of a container");
  if (count > INT_MAX) {
    Expected(at, StrCat("the count of a ", what), StrCat(static_cast<std::int32_t>(count)));
    return 0;
  }
  if (min_size != 0 && count > remaining() / min_size) {
    Expected(at, StrCat("a ", what, " of ", count, " elements"), StrCat(remaining(), " bytes"));
    return 0;
  }
  return count;
}

bool Reader::CheckElement(TType expected, TType got, std::string_view what) {
  if (got == expected) return true;
  Expected(offset(), StrCat(what, " of type ", TTypeName(expected)), TypeText(got));
  return false;
}

ContainerHeader Reader::ReadListHeader() {
  ContainerHeader header;
  header.value = static_cast<TType>(ReadByte());
  header.count = ReadCount(MinWireSize(header.value), "list");
  return header;
}

ContainerHeader Reader::ReadMapHeader() {
  ContainerHeader header;
  header.key = static_cast<TType>(ReadByte());
  header.value = static_cast<TType>(ReadByte());
  header.count = ReadCount(MinWireSize(header.key) + MinWireSize(header.value), "map");
  return header;
}

std::size_t Reader::ReadListBegin(TType element, std::size_t memory) {
  const ContainerHeader header = ReadListHeader();
  if (header.count == 0 || !CheckElement(element, header.value, "elements")) return 0;
  return Charge(header.count, memory) ? header.count : 0;
}

std::size_t Reader::ReadMapBegin(TType key, TType value, std::size_t memory) {
  const ContainerHeader header = ReadMapHeader();
  if (header.count == 0 || !CheckElement(key, header.key, "keys")) return 0;
  if (!CheckElement(value, header.value, "values")) return 0;
  return Charge(header.count, memory) ? header.count : 0;
}

void Reader::SkipLong(TType type) {
  switch (type) {
    case TType::kString: ReadString(); return;
    case TType::kStruct: return SkipStruct();
    case TType::kMap: return SkipMap(ReadMapHeader());
    case TType::kSet:
    case TType::kList: return SkipList(ReadListHeader());
    default:
      if (ok()) Expected(offset(), "a data type of Thrift", StrCat("unknown data type ", static_cast<unsigned>(type)));
  }
}

// Calls itself through Skip: Nest bounds the stack by the depth limit, a few hundred bytes a level.
void Reader::SkipStruct() {
  Nest nest(*this);
  for (Field field; NextField(field);) Skip(field.type);
}

void Reader::SkipList(ContainerHeader header) {
  Nest nest(*this);
  if (const std::size_t size = FixedWireSize(header.value); size != 0) {
    if (Has(header.count * size, "elements of a list")) at_ += header.count * size;
    return;
  }
  for (std::size_t i = 0; i < header.count && ok(); ++i) Skip(header.value);
}

void Reader::SkipMap(ContainerHeader header) {
  Nest nest(*this);
  for (std::size_t i = 0; i < header.count && ok(); ++i) {
    Skip(header.key);
    Skip(header.value);
  }
}

}  // namespace elanus::wire
