// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/tapes/json.h"

#include <cctype>
#include <charconv>

#include "elanus/base/check.h"
#include "elanus/telemetry/utf8.h"

namespace elanus::tapes {

namespace {

// {"name":value,...}; empty optionals are left out.
class Object {
 public:
  template <class T>
  Object& Add(std::string_view name, const T& value) {
    return Put(name, Json(value));
  }
  template <class T>
  Object& Add(std::string_view name, const std::optional<T>& value) {
    return value ? Put(name, Json(*value)) : *this;
  }
  Object& Put(std::string_view name, const std::string& json) {
    out_ += StrCat(out_.empty() ? "{\"" : ",\"", name, "\":", json);
    return *this;
  }
  std::string Take() const { return out_.empty() ? "{}" : out_ + "}"; }

 private:
  std::string out_;
};

void AppendUtf8(std::uint32_t c, std::string& out) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xc0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 0x3f));
  } else {
    out += static_cast<char>(0xe0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (c & 0x3f));
  }
}

class Parser {
 public:
  Parser(std::string_view json, Fields& fields) : json_(json), fields_(fields) {}

  void Value(const std::string& name) {
    const char c = json_.at(at_);
    if (c == '{' || c == '[') return Container(name, c == '{');
    if (c == '"') {
      fields_[name] = StrCat('"', Masked(Text()), '"');
      return;
    }
    const std::size_t end = json_.find_first_of(",]}", at_);
    fields_[name] = json_.substr(at_, end - at_);
    at_ = end;
  }

 private:
  void Container(const std::string& name, bool object) {
    ++at_;
    std::size_t count = 0;
    for (; json_.at(at_) != (object ? '}' : ']'); ++count) {
      if (json_[at_] == ',') ++at_;
      std::string key = StrCat(count);
      if (object) {
        key = Text();
        ELANUS_CHECK(json_.at(at_++) == ':', json_);
      }
      Value(name.empty() ? key : StrCat(name, ".", key));
    }
    ++at_;
    if (count == 0) fields_[name] = object ? "{}" : "[]";
  }

  std::string Text() {
    ELANUS_CHECK(json_.at(at_) == '"', json_);
    std::string out;
    for (++at_; json_.at(at_) != '"'; ++at_) {
      if (json_[at_] != '\\') {
        out += json_[at_];
        continue;
      }
      const char c = json_.at(++at_);
      if (c == 'u') {
        std::uint32_t code = 0;
        std::from_chars(json_.data() + at_ + 1, json_.data() + at_ + 5, code, 16);
        AppendUtf8(code, out);
        at_ += 4;
      } else {
        out += c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
      }
    }
    ++at_;
    return out;
  }

  std::string_view json_;
  Fields& fields_;
  std::size_t at_ = 0;
};

std::string_view Kind(const Status& status) {
  if (status.biz() != nullptr) return "biz";
  if (status.is_result()) return "exception";
  if (status.remote() && status.app_exception()) return "application";
  switch (status.code()) {
    case Code::kDeadlineExceeded: return "timeout";
    case Code::kCancelled: return "cancelled";
    case Code::kUnavailable: return "connection";
    case Code::kDataLoss: return "checksum";
    default: return "other";
  }
}

}  // namespace

Fields ParseJson(std::string_view json) {
  Fields fields;
  Parser(json, fields).Value("");
  return fields;
}

std::string Json(std::string_view text) {
  std::string out = "\"";
  for (const char c : telemetry::ToUtf8(text)) {
    if (static_cast<unsigned char>(c) < 0x20) {
      constexpr char kHex[] = "0123456789abcdef";
      out += StrCat("\\u00", kHex[c >> 4], kHex[c & 15]);
      continue;
    }
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string Base64Json(std::string_view bytes) {
  constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out = "\"";
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t three = 0;
    for (std::size_t k = 0; k < 3; ++k)
      three = three << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0u);
    for (std::size_t k = 0; k < 4; ++k) out += i + k > bytes.size() ? '=' : kDigits[three >> (18 - 6 * k) & 63];
  }
  return out + "\"";
}

std::string Json(const interop::Inner& value) {
  return Object().Add("name", value.name).Add("count", value.count).Add("tags", value.tags).Take();
}

std::string Json(const interop::Choice& value) {
  Object out;
  if (value.text() != nullptr) out.Add("text", *value.text());
  if (value.number() != nullptr) out.Add("number", *value.number());
  if (value.inner() != nullptr) out.Add("inner", *value.inner());
  return out.Take();
}

std::string Json(const interop::Everything& value) {
  Object out;
  out.Add("b", value.b).Add("y", value.y).Add("s", value.s).Add("i", value.i).Add("l", value.l).Add("d", value.d);
  out.Add("str", value.str).Put("bin", Base64Json(value.bin)).Add("colour", value.colour).Add("ints", value.ints);
  out.Add("words", value.words).Add("inners", value.inners).Add("inner", value.inner).Add("nested", value.nested);
  out.Add("maybe", value.maybe).Add("must", value.must).Add("at", value.at).Add("choice", value.choice);
  out.Add("with_default", value.with_default).Add("with_text", value.with_text).Add("colours", value.colours);
  out.Add("by_colour", value.by_colour).Add("maybe_double", value.maybe_double).Add("maybe_bool", value.maybe_bool);
  // The recorded client leaves it out when it is empty, as Go's JSON does.
  if (value.maybe_binary && !value.maybe_binary->empty()) out.Put("maybe_binary", Base64Json(*value.maybe_binary));
  return out.Take();
}

std::string Json(const interop::Old& value) { return Object().Add("a", value.a).Take(); }

std::string Json(const interop::New& value) {
  return Object().Add("a", value.a).Add("b", value.b).Add("c", value.c).Add("d", value.d).Add("e", value.e).Take();
}

std::string Json(const interop::NotFound& value) {
  return Object().Add("what", value.what).Add("code", value.code).Take();
}

std::string Json(const interop::Denied& value) { return Object().Add("reason", value.reason).Take(); }

std::string ErrorJson(const Status& status) {
  std::int32_t code = 0;
  std::string text = status.message();
  if (const auto* not_found = status.As<interop::NotFound>()) text = "NotFound " + Json(*not_found);
  if (const auto* denied = status.As<interop::Denied>()) text = "Denied " + Json(*denied);
  if (status.remote()) code = status.app_exception().value_or(0);
  Object out;
  if (const Biz* biz = status.biz()) {
    code = biz->code;
    text = biz->message;
    if (!biz->extra.empty()) out.Add("extra", biz->extra);
  }
  return out.Put("kind", StrCat('"', Kind(status), '"')).Add("code", code).Add("text", text).Take();
}

}  // namespace elanus::tapes
