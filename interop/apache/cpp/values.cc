// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0

#include "values.h"

#include <limits>

using interop::Colour;
using interop::Everything;
using interop::Inner;

Inner MakeInner(const std::string& name) {
  Inner inner;
  inner.__set_name(name);
  return inner;
}

Everything OnlyMust() {
  Everything value;
  value.__set_must("M");
  value.__set_inner(MakeInner(""));
  return value;
}

Everything AllFields() {
  Everything v;
  v.b = true;
  v.y = -8;
  v.s = -30000;
  v.i = 2000000000;
  v.l = -9000000000000000000;
  v.d = 3.5;
  v.str = "häÿ世界🙂";
  v.bin = std::string("\x00\xff\x80", 3);
  v.colour = Colour::BLUE;
  v.ints = {1, -2, 3};
  v.words = {"a", "b"};
  Inner x = MakeInner("x");
  x.__set_count(1);
  x.__set_tags({"t"});
  v.inners = {{"k", x}};
  v.inner = MakeInner("y");
  v.nested = {{{{1, "one"}}}, {}};
  v.__set_maybe("m");
  v.must = "M";
  v.at = 1700000000;
  interop::Choice choice;
  choice.__set_number(5);
  v.__set_choice(choice);
  v.with_default = 1;
  v.with_text = "w";
  v.colours = {Colour::RED, Colour::GREEN};
  v.by_colour = {{Colour::RED, {MakeInner("z")}}};
  v.__set_maybe_double(0);
  v.__set_maybe_bool(false);
  v.__set_maybe_binary("");
  return v;
}

std::vector<Everything> Extremes() {
  Everything low = OnlyMust(), high = OnlyMust(), third = OnlyMust(), fourth = OnlyMust();
  low.must = "";
  low.y = std::numeric_limits<int8_t>::min();
  low.s = std::numeric_limits<int16_t>::min();
  low.i = std::numeric_limits<int32_t>::min();
  low.l = std::numeric_limits<int64_t>::min();
  low.d = std::numeric_limits<double>::quiet_NaN();
  high.y = std::numeric_limits<int8_t>::max();
  high.s = std::numeric_limits<int16_t>::max();
  high.i = std::numeric_limits<int32_t>::max();
  high.l = high.at = std::numeric_limits<int64_t>::max();
  high.d = std::numeric_limits<double>::infinity();
  for (int k = 0; k < 7000; ++k) high.str += "0123456789";
  for (int k = 0; k < 1000; ++k) high.ints.push_back(k);
  for (int k = 0; k < 256; ++k) high.bin += static_cast<char>(k);
  third.d = -std::numeric_limits<double>::infinity();
  third.str = "🙂🧑‍🚀";
  fourth.d = -0.0;
  return {low, high, third, fourth};
}

interop::New NewWithEverything() {
  interop::New value;
  value.__set_a(1);
  value.__set_b("b");
  value.__set_c({{"k", {MakeInner("x")}}});
  value.__set_d({1, 2});
  interop::Choice choice;
  choice.__set_text("text");
  value.__set_e(choice);
  return value;
}
