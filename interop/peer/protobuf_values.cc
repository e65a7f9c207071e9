// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0

#include "interop/peer/protobuf_values.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <cstdint>
#include <limits>

namespace peer {

using interop::All;

namespace {

interop::Nest Named(const std::string& name) {
  interop::Nest nest;
  nest.set_name(name);
  return nest;
}

void SetNumbers(All& value) {
  value.set_d(3.5);
  value.set_f(-0.25F);
  value.set_i32(-8);
  value.set_i64(-9'000'000'000'000'000'000);
  value.set_u32(4'000'000'000);
  value.set_u64(18'000'000'000'000'000'000U);
  value.set_s32(-30'000);
  value.set_s64(-5);
  value.set_x32(4'000'000'000);
  value.set_x64(18'000'000'000'000'000'000U);
  value.set_sx32(-7);
  value.set_sx64(-9);
  value.set_b(true);
  value.set_far(1);
}

void SetLists(All& value) {
  for (const int number : {1, -2, 300}) value.add_ints(number);
  for (const int number : {-1, 2}) value.add_zigzags(number);
  value.add_fixeds(7);
  for (const double number : {0.0, 1.5}) value.add_doubles(number);
  for (const bool flag : {true, false}) value.add_bools(flag);
  for (const interop::Hue hue : {interop::RED_HUE, interop::MINUS, static_cast<interop::Hue>(99)}) value.add_hues(hue);
  for (const int number : {1, 2}) value.add_loose(number);
  for (const char* word : {"a", "", "b"}) value.add_words(word);
  value.add_blobs("");
  value.add_blobs("\xfe");
  value.add_nests();
  *value.add_nests() = Named("z");
}

void SetMaps(All& value) {
  (*value.mutable_by_name())["k"] = Named("v");
  (*value.mutable_by_number())[-1] = "minus";
  (*value.mutable_by_number())[0] = "";
  (*value.mutable_by_flag())[true] = "\x01";
  (*value.mutable_by_zigzag())[-2] = interop::RED_HUE;
  (*value.mutable_by_fixed())[9] = 0.5;
}

}  // namespace

All AllValues() {
  All value;
  SetNumbers(value);
  value.set_str("häÿ世界🙂");
  value.set_bin(std::string("\x00\xff\x80", 3));
  value.set_hue(interop::BLUE_HUE);
  value.set_kind(All::KNOWN);
  interop::Nest& nest = *value.mutable_nest();
  nest = Named("x");
  nest.set_count(-1);
  nest.add_tags("t");
  nest.add_tags("");
  *nest.mutable_next() = Named("y");
  value.mutable_pair()->set_left("l");
  value.mutable_pair()->set_right("\x01");
  SetLists(value);
  SetMaps(value);
  value.set_number(5);
  value.set_maybe("m");
  value.set_maybe_int(1);
  value.set_maybe_bool(true);
  value.set_maybe_bin("\x02");
  value.set_maybe_hue(interop::BLUE_HUE);
  value.mutable_maybe_nest();
  return value;
}

All AllZeroValues() {
  All value;
  value.set_maybe("");
  value.set_maybe_int(0);
  value.set_maybe_bool(false);
  value.set_maybe_hue(interop::NONE);
  value.mutable_maybe_nest();
  return value;
}

std::vector<All> AllExtremeValues() {
  using Double = std::numeric_limits<double>;
  All least;
  least.set_d(Double::quiet_NaN());
  least.set_f(-std::numeric_limits<float>::infinity());
  least.set_i32(std::numeric_limits<std::int32_t>::min());
  least.set_i64(std::numeric_limits<std::int64_t>::min());
  least.set_s32(least.i32());
  least.set_s64(least.i64());
  least.set_sx32(least.i32());
  least.set_sx64(least.i64());

  All most;
  most.set_d(Double::infinity());
  most.set_f(std::numeric_limits<float>::max());
  most.set_i32(std::numeric_limits<std::int32_t>::max());
  most.set_i64(std::numeric_limits<std::int64_t>::max());
  most.set_u32(std::numeric_limits<std::uint32_t>::max());
  most.set_u64(std::numeric_limits<std::uint64_t>::max());
  most.set_x32(most.u32());
  most.set_x64(most.u64());
  most.set_far(most.i32());
  for (int i = 0; i < 70'000; ++i) most.mutable_str()->push_back(static_cast<char>('0' + i % 10));
  for (int byte = 0; byte < 256; ++byte) most.mutable_bin()->push_back(static_cast<char>(byte));
  for (int i = 0; i < 1'000; ++i) most.add_ints(i);
  interop::Nest* nest = most.mutable_nest();
  for (int level = 1; level < 50; ++level) nest = nest->mutable_next();
  nest->set_name("deep");

  All below;
  below.set_d(-Double::infinity());
  below.set_str("🙂🧑\u200d🚀");

  All zero;
  zero.set_d(-0.0);
  zero.set_f(-0.0F);
  return {least, most, below, zero};
}

std::string Canonical(const All& value) {
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream out(&stream);
    out.SetSerializationDeterministic(true);
    value.SerializeToCodedStream(&out);
  }
  return bytes;
}

}  // namespace peer
