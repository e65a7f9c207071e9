// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "interop/peer/values.h"

#include <cstdint>
#include <limits>

namespace peer {

using interop::Colour;
using interop::Everything;
using interop::Inner;

Everything EmptyValues() { return Everything("M"); }

Everything EverythingValues() {
  Everything value("M");
  value.b = true;
  value.y = -8;
  value.s = -30000;
  value.i = 2'000'000'000;
  value.l = -9'000'000'000'000'000'000;
  value.d = 3.5;
  value.str = "häÿ世界🙂";
  value.bin = std::string("\x00\xff\x80", 3);
  value.colour = Colour::BLUE;
  value.ints = {1, -2, 3};
  value.words = {"a", "b"};
  Inner x("x");
  x.count = 1;
  x.tags = {"t"};
  value.inners["k"] = x;
  value.inner = Inner("y");
  value.nested.emplace_back().emplace_back()[1] = "one";
  value.nested.emplace_back();
  value.maybe = "m";
  value.at = 1'700'000'000;
  value.choice.emplace().set_number(5);
  value.with_default = 1;
  value.with_text = "w";
  value.colours = {Colour::RED, Colour::GREEN};
  value.by_colour[Colour::RED].push_back(Inner("z"));
  value.maybe_double = 0;
  value.maybe_bool = false;
  value.maybe_binary = "";
  return value;
}

Everything ZeroValues() {
  Everything value("M");
  value.maybe = "";
  value.maybe_double = 0;
  value.maybe_bool = false;
  value.maybe_binary = "";
  return value;
}

std::vector<Everything> ExtremeValues() {
  using Double = std::numeric_limits<double>;
  Everything least("");
  least.y = std::numeric_limits<std::int8_t>::min();
  least.s = std::numeric_limits<std::int16_t>::min();
  least.i = std::numeric_limits<std::int32_t>::min();
  least.l = std::numeric_limits<std::int64_t>::min();
  least.d = Double::quiet_NaN();

  Everything most("M");
  most.y = std::numeric_limits<std::int8_t>::max();
  most.s = std::numeric_limits<std::int16_t>::max();
  most.i = std::numeric_limits<std::int32_t>::max();
  most.l = std::numeric_limits<std::int64_t>::max();
  most.at = most.l;
  most.d = Double::infinity();
  for (int i = 0; i < 70'000; ++i) most.str.push_back(static_cast<char>('0' + i % 10));
  for (int byte = 0; byte < 256; ++byte) most.bin.push_back(static_cast<char>(byte));
  for (int i = 0; i < 1'000; ++i) most.ints.push_back(i);

  Everything below("M");
  below.d = -Double::infinity();
  below.str = "🙂🧑\u200d🚀";

  Everything zero("M");
  zero.d = -0.0;
  return {least, most, below, zero};
}

}  // namespace peer
