// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Random Thrift programs that are right, written in a random hand: separators, quotes, comments, spaces and the forms
// of numbers vary. One seed, one program.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "elanus/base/strcat.h"

namespace elanus::idl {

class RandomProgram {
 public:
  explicit RandomProgram(std::uint32_t seed) : random_(seed) {}

  std::string Text() {
    for (std::size_t n = Below(4); n > 0; --n) {
      out_ += StrCat("namespace ", Pick({"go", "cpp", "*", "py.x"}), " a.b", n, Annotations(), Separator());
    }
    for (std::size_t n = 3 + Below(12); n > 0; --n) Declare();
    return std::move(out_);
  }

 private:
  // A type together with what is needed to write a value of it.
  class Known {
   public:
    std::string name;
    std::string value;     // a value of it
    bool is_base = false;  // and so fit for every place
  };

  std::size_t Below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }
  bool Chance(std::size_t percent) { return Below(100) < percent; }
  std::string Pick(const std::vector<std::string>& from) { return from[Below(from.size())]; }
  std::string Fresh(const char* prefix) { return StrCat(prefix, ++names_, Pick({"", "_", "_x", "Y"})); }

  std::string Comment() {
    return Pick(
        {"// one line\n", "# another\n", "/* block */", "/** doc\n * doc */\n", "//\n", "/*\n*/", "\n\n// apart\n\n"});
  }
  std::string Space() { return Chance(90) ? Pick({" ", "\n", "\t", "  "}) : StrCat(" ", Comment()); }
  std::string Separator() { return StrCat(Pick({"", ",", ";", " ,", " ;"}), Chance(20) ? " // behind\n" : "\n"); }
  std::string Literal() {
    return Pick({"\"text\"", "'text'", "\"\"", "'it\\'s'", "\"say \\\"hi\\\"\"", "'a\"b'", "\"a'b\"", "'a\\\"b'",
                 "\"\\n\\t\\\\x\"", "\"\xC3\xBC\"", "'two\nlines'"});
  }
  std::string Annotations() {
    if (Chance(85)) return "";
    std::string out = " (";
    for (std::size_t n = Below(3); n > 0; --n) {
      out += StrCat(Pick({"a", "go.tag", "x.y_z"}), Chance(70) ? StrCat(" = ", Literal()) : "", Pick({",", ";", " "}));
    }
    return StrCat(out, ")");
  }

  Known Base() {
    switch (Below(9)) {
      case 0: return {"bool", Pick({"true", "false", "0", "1"}), true};
      case 1: return {Pick({"byte", "i8"}), Pick({"127", "-128", "0x7f", "0o17"}), true};
      case 2: return {"i16", Pick({"-32768", "+5", "0"}), true};
      case 3: return {"i32", Pick({"2147483647", "0xff", "-1"}), true};
      case 4: return {"i64", Pick({"-9223372036854775808", "0x7fffffffffffffff"}), true};
      case 5: return {"double", Pick({"1.5", ".25", "1e300", "-2.5E-7", "3", "0.1", "1e-310"}), true};
      case 6: return {"binary", Literal(), true};
      default: return {"string", Literal(), true};
    }
  }

  Known AnyType(std::size_t depth) {
    if (depth > 3 || Chance(50)) return known_.empty() || Chance(50) ? Base() : known_[Below(known_.size())];
    std::string cpp_type = Chance(10) ? StrCat(" cpp_type ", Literal(), " ") : "";
    Known a = AnyType(depth + 1);
    if (Chance(40)) {
      Known key = AnyType(depth + 1);
      std::string value = Chance(30) ? "{}" : StrCat("{", key.value, Space(), ":", a.value, Pick({"", ",", ";"}), "}");
      return {StrCat("map", cpp_type, "<", key.name, Space(), ",", a.name, ">", Annotations()), value, false};
    }
    std::string value = Chance(30) ? "[]" : StrCat("[", a.value, Pick({",", ";", " "}), a.value, Space(), "]");
    return {StrCat(Pick({"list", "set"}), cpp_type, "<", a.name, Space(), ">", Annotations()), value, false};
  }

  std::string Fields(bool in_struct, const std::string& self, bool is_union = false) {
    std::string out;
    int id = 0;
    for (std::size_t n = Below(6); n > 0; --n) {
      bool given = Chance(80);
      id = given ? id + 1 + static_cast<int>(Below(3)) : id + 1;
      Known type = AnyType(0);
      bool itself = in_struct && Chance(10);
      std::string required = in_struct && !is_union && Chance(50) ? Pick({"required ", "optional "}) : "";
      if (itself) type = {Chance(50) ? self : StrCat("list<", self, ">"), "", false};
      if (itself && !is_union) required = "optional ";
      out += StrCat(Chance(20) ? Comment() : "", given ? StrCat(id, Pick({":", " : "})) : "", Space(), required,
                    type.name, Space(), Fresh("f"));
      if (!itself && !is_union && Chance(30)) out += StrCat(" =", Space(), type.value);
      out += StrCat(Annotations(), Separator());
    }
    return out;
  }

  void Declare() {
    if (Chance(30)) out_ += StrCat(Pick({"", "\n"}), Comment());
    switch (Below(6)) {
      case 0: return DeclareEnum();
      case 1: return DeclareConstant();
      case 2: return DeclareTypedef();
      case 3: return DeclareService();
      default: return DeclareStruct();
    }
  }

  void DeclareEnum() {
    std::string name = Fresh("E");
    out_ += StrCat("enum ", name, Space(), "{");
    std::string first;
    for (std::size_t n = 1 + Below(5), value = 0; n > 0; --n, ++value) {
      std::string member = Fresh("V");
      if (first.empty()) first = member;
      out_ += StrCat(Chance(20) ? Comment() : "", Space(), member);
      if (Chance(40)) out_ += StrCat(" = ", value += Below(10));
      out_ += StrCat(Annotations(), Separator());
    }
    out_ += StrCat("}", Annotations(), Separator());
    known_.push_back({name, StrCat(name, ".", first), false});
  }

  void DeclareConstant() {
    Known type = AnyType(0);
    std::string name = Fresh("C");
    out_ += StrCat("const ", type.name, Space(), name, " =", Space(), type.value, Annotations(), Separator());
    type.value = name;
    known_.push_back(type);
  }

  void DeclareTypedef() {
    Known type = AnyType(0);
    std::string name = Fresh("T");
    out_ += StrCat("typedef", Space(), type.name, Space(), name, Annotations(), Separator());
    known_.push_back({name, type.value, false});
  }

  void DeclareStruct() {
    std::string name = Fresh("S");
    std::string form = Pick({"struct", "struct", "exception", "union"});
    out_ +=
        StrCat(form, " ", name, Space(), "{\n", Fields(true, name, form == "union"), "}", Annotations(), Separator());
    known_.push_back({name, "{}", false});
    if (form == "exception") exceptions_.push_back(name);
  }

  void DeclareService() {
    std::string name = Fresh("Service");
    out_ +=
        StrCat("service ", name, services_.empty() || Chance(50) ? "" : StrCat(" extends ", Pick(services_)), " {\n");
    for (std::size_t n = Below(5); n > 0; --n) DeclareFunction();
    out_ += StrCat("}", Annotations(), Separator());
    services_.push_back(name);
  }

  void DeclareFunction() {
    std::string item = AnyType(0).name;
    std::string name = Fresh("f");
    if (Chance(20)) out_ += Comment();
    switch (Below(5)) {
      case 0: out_ += StrCat("oneway void ", name, "(", Fields(false, ""), ")"); break;
      case 1: out_ += StrCat("stream<", item, "> ", name, "(1: ", Base().name, " a)"); break;
      case 2: out_ += StrCat("stream<", item, "> ", name, "(stream<", item, ">", Pick({"", " items"}), ")"); break;
      case 3:
        out_ += StrCat(item, " ", name, "(1: i32 a) (streaming.mode = '", Pick({"client", "server", "unary"}), "')");
        break;
      default:
        out_ += StrCat(Chance(30) ? "void" : item, Space(), name, "(", Fields(false, ""), ")");
        if (!exceptions_.empty() && Chance(50)) {
          out_ += StrCat(Space(), "throws", Space(), "(1: ", Pick(exceptions_), " x", Annotations(), Separator(), ")");
        }
        out_ += Annotations();
    }
    out_ += Separator();
  }

  std::mt19937 random_;
  std::string out_;
  int names_ = 0;
  std::vector<Known> known_;
  std::vector<std::string> services_;
  std::vector<std::string> exceptions_;
};

}  // namespace elanus::idl
