// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/codegen/print.h"

#include <gtest/gtest.h>

namespace elanus::codegen {
namespace {

enum class Mode : std::int32_t { kOff };
std::string ToString(Mode) { return "OFF"; }

TEST(Printer, FieldsByTheirTypes) {
  const std::map<std::string, std::vector<int>> map = {{"a", {1, 2}}, {"b", {}}};
  EXPECT_EQ(Printer("S")
                .Field("i", std::int8_t{-3})
                .Field("yes", true)
                .Field("d", 1.5)
                .Field("text", std::string("x\"\n"))
                .Field("map", map)
                .Field("set", std::set<std::string>{"q"})
                .Field("mode", Mode::kOff)
                .Done(),
            R"(S{i: -3, yes: true, d: 1.5, text: "x\"\x0a", map: {"a": [1, 2], "b": []}, set: {"q"}, mode: OFF})");
}

TEST(Printer, WhatIsNotSetIsLeftOut) {
  EXPECT_EQ(
      Printer("S").Field("a", std::optional<int>()).Field("b", std::optional<int>(2)).Field("c", Box<int>()).Done(),
      "S{b: 2}");
  EXPECT_EQ(Printer("S").Done(), "S{}");
}

TEST(Printer, VectorsOfBool) {
  EXPECT_EQ(Printer("S").Field("v", std::vector<bool>{true, false}).Done(), "S{v: [true, false]}");
}

}  // namespace
}  // namespace elanus::codegen
