// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/codegen/includes.h"

namespace elanus::codegen {

namespace {

class Rule {
 public:
  std::string_view name;  // up to where an identifier ends; with a '*' at the end it may go on
  std::string_view header;
};

constexpr Rule kRules[] = {
    {"HUGE_VAL", "<cmath>"},
    {"INT32_MIN", "<cstdint>"},
    {"INT64_MIN", "<cstdint>"},
    {"new (memory)", "<new>"},
    {"std::convertible_to", "<concepts>"},
    {"std::forward", "<utility>"},
    {"std::get_if", "<variant>"},
    {"std::int*", "<cstdint>"},
    {"std::is_aggregate_v", "<type_traits>"},
    {"std::map", "<map>"},
    {"std::move", "<utility>"},
    {"std::optional", "<optional>"},
    {"std::set", "<set>"},
    {"std::shared_ptr", "<memory>"},
    {"std::size", "<iterator>"},
    {"std::size_t", "<cstddef>"},
    {"std::string", "<string>"},
    {"std::string_view", "<string_view>"},
    {"std::tie", "<tuple>"},
    {"std::variant", "<variant>"},
    {"std::vector", "<vector>"},
    {"::elanus::BidiStreamCall", "\"elanus/client/stream.h\""},
    {"::elanus::Box", "\"elanus/base/box.h\""},
    {"::elanus::Bytes", "\"elanus/base/bytes.h\""},
    {"::elanus::Call", "\"elanus/client/call.h\""},
    {"::elanus::Client", "\"elanus/client/client.h\""},
    {"::elanus::ClientStreamCall", "\"elanus/client/stream.h\""},
    {"::elanus::Context", "\"elanus/rpc/context.h\""},
    {"::elanus::DeclaredException", "\"elanus/base/status.h\""},
    {"::elanus::InvalidArgument", "\"elanus/base/status.h\""},
    {"::elanus::Limits", "\"elanus/base/limits.h\""},
    {"::elanus::Result", "\"elanus/base/result.h\""},
    {"::elanus::Server", "\"elanus/server/server.h\""},
    {"::elanus::ServerStreamCall", "\"elanus/client/stream.h\""},
    {"::elanus::ServiceInfo", "\"elanus/rpc/method.h\""},
    {"::elanus::Status", "\"elanus/base/status.h\""},
    {"::elanus::StrCat", "\"elanus/base/strcat.h\""},
    {"::elanus::Stream", "\"elanus/rpc/stream.h\""},
    {"::elanus::StreamReader", "\"elanus/rpc/stream.h\""},
    {"::elanus::StreamWriter", "\"elanus/rpc/stream.h\""},
    {"::elanus::Task", "\"elanus/async/task.h\""},
    {"::elanus::codegen::Printer", "\"elanus/codegen/print.h\""},
    {"::elanus::codegen::kTreeNode", "\"elanus/codegen/memory.h\""},
    {"::elanus::wire::EncodeBare", "\"elanus/wire/thrift/bare_struct.h\""},
    {"::elanus::wire::Field", "\"elanus/wire/thrift/reader.h\""},
    {"::elanus::wire::TType", "\"elanus/wire/thrift/types.h\""},
};

bool InIdentifier(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool Uses(std::string_view code, std::string_view name) {
  const bool open = name.back() == '*';
  if (open) name.remove_suffix(1);
  for (std::size_t at = 0; (at = code.find(name, at)) != std::string_view::npos; at += name.size()) {
    const std::size_t end = at + name.size();
    if (open || end == code.size() || !InIdentifier(code[end])) return true;
  }
  return false;
}

}  // namespace

std::set<std::string> IncludesOf(std::string_view code) {
  std::set<std::string> out;
  for (const Rule& rule : kRules) {
    if (Uses(code, rule.name)) out.insert(std::string(rule.header));
  }
  return out;
}

}  // namespace elanus::codegen
