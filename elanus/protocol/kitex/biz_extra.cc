// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protocol/kitex/biz_extra.h"

#include <cstdint>
#include <utility>

#include "elanus/protocol/kitex/utf8.h"

namespace elanus::protocol {

namespace {

void AppendEscape(std::uint32_t point, Bytes& out) {
  static constexpr char kHex[] = "0123456789abcdef";
  const char text[6] = {
      '\\', 'u', kHex[point >> 12 & 15], kHex[point >> 8 & 15], kHex[point >> 4 & 15], kHex[point & 15]};
  out.Append({text, sizeof text});
}

// Go escapes <, >, & and the two line separators, so that its JSON may stand in HTML and JavaScript.
bool NeedsEscape(std::uint32_t point) {
  return point < 0x20 || point == '<' || point == '>' || point == '&' || point == 0x2028 || point == 0x2029;
}

void AppendString(std::string_view text, Bytes& out) {
  out.Append("\"");
  while (!text.empty()) {
    std::uint32_t point = kReplacement;
    const std::size_t size = DecodeUtf8(text, point);
    if (size == 0) {
      AppendEscape(kReplacement, out);
    } else if (point == '"' || point == '\\') {
      out.Append("\\");
      out.Append(text.substr(0, 1));
    } else if (point == '\n' || point == '\r' || point == '\t') {
      out.Append(point == '\n' ? "\\n" : point == '\r' ? "\\r" : "\\t");
    } else if (NeedsEscape(point)) {
      AppendEscape(point, out);
    } else {
      out.Append(text.substr(0, size));
    }
    text.remove_prefix(size == 0 ? 1 : size);
  }
  out.Append("\"");
}

// Reads from the front of the text. The first thing that does not fit ends it: each function says so with false.
class Parser {
 public:
  explicit Parser(std::string_view json) : rest_(json) {}

  bool Object(std::map<std::string, std::string>& out) {
    if (Null()) return AtEnd();
    if (!Token('{')) return false;
    if (Token('}')) return AtEnd();
    do {
      std::string key;
      std::string value;
      if (!String(key) || !Token(':') || (!Null() && !String(value))) return false;
      out.insert_or_assign(std::move(key), std::move(value));
    } while (Token(','));
    return Token('}') && AtEnd();
  }

 private:
  void SkipSpace() {
    const std::size_t at = rest_.find_first_not_of(" \t\r\n");
    rest_.remove_prefix(at == rest_.npos ? rest_.size() : at);
  }
  bool Token(char c) {
    SkipSpace();
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  // To Go's decoder a null is an empty string and an empty map.
  bool Null() {
    SkipSpace();
    if (!rest_.starts_with("null")) return false;
    rest_.remove_prefix(4);
    return true;
  }
  bool AtEnd() {
    SkipSpace();
    return rest_.empty();
  }

  bool String(std::string& out) {
    if (!Token('"')) return false;
    while (!rest_.empty()) {
      const char c = rest_[0];
      if (c == '"') {
        rest_.remove_prefix(1);
        return true;
      }
      if (c == '\\') {
        if (!Escape(out)) return false;
        continue;
      }
      if (static_cast<unsigned char>(c) < 0x20) return false;
      std::uint32_t point = kReplacement;
      const std::size_t size = DecodeUtf8(rest_, point);
      AppendUtf8(point, out);
      rest_.remove_prefix(size == 0 ? 1 : size);
    }
    return false;
  }

  bool Escape(std::string& out) {
    static constexpr std::string_view kNames = "\"\\/bfnrt";
    static constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
    if (rest_.size() < 2) return false;
    if (rest_[1] == 'u') return UnicodeEscape(out);
    const std::size_t which = kNames.find(rest_[1]);
    if (which == kNames.npos) return false;
    out.push_back(kMeanings[which]);
    rest_.remove_prefix(2);
    return true;
  }

  bool UnicodeEscape(std::string& out) {
    std::uint32_t point;
    if (!Hex(point)) return false;
    if (point >= 0xd800 && point < 0xe000) {
      const std::string_view after = rest_;
      std::uint32_t low = 0;
      const bool pair = point < 0xdc00 && Hex(low) && low >= 0xdc00 && low < 0xe000;
      if (!pair) rest_ = after;
      point = pair ? 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00) : kReplacement;
    }
    AppendUtf8(point, out);
    return true;
  }

  // "\u12ab".
  bool Hex(std::uint32_t& point) {
    if (rest_.size() < 6 || !rest_.starts_with("\\u")) return false;
    point = 0;
    for (const char c : rest_.substr(2, 4)) {
      const int digit = c >= '0' && c <= '9'   ? c - '0'
                        : c >= 'a' && c <= 'f' ? c - 'a' + 10
                        : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                               : -1;
      if (digit < 0) return false;
      point = point << 4 | static_cast<std::uint32_t>(digit);
    }
    rest_.remove_prefix(6);
    return true;
  }

  std::string_view rest_;
};

}  // namespace

void AppendBizExtra(const std::map<std::string, std::string>& extra, Bytes& out) {
  std::string_view separator = "{";
  for (const auto& [key, value] : extra) {
    out.Append(separator);
    AppendString(key, out);
    out.Append(":");
    AppendString(value, out);
    separator = ",";
  }
  out.Append(extra.empty() ? "{}" : "}");
}

std::optional<std::map<std::string, std::string>> ParseBizExtra(std::string_view json) {
  std::map<std::string, std::string> extra;
  if (!Parser(json).Object(extra)) return std::nullopt;
  return extra;
}

}  // namespace elanus::protocol
