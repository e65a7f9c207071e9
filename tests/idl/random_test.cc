// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Values of random programs: each comes back from our codec as it went in, and from Apache Thrift's Python library,
// which reads our bytes into objects and writes those. Constants and defaults mean the same to both as well.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <ostream>

#include "elanus/base/bytes.h"
#include "elanus/base/result.h"
#include "elanus/base/strcat.h"
#include "elanus/wire/thrift/reader.h"
#include "elanus/wire/thrift/writer.h"
#include "tests/idl/random_programs.h"

namespace elanus::idl {

void PrintTo(const RandomProgram& program, std::ostream* out) { *out << program.name; }

namespace {

constexpr int kValues = 40;  // of each type

std::string ToHex(std::string_view bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  for (const char c : bytes) {
    out.push_back(kDigits[static_cast<unsigned char>(c) >> 4]);
    out.push_back(kDigits[static_cast<unsigned char>(c) & 15]);
  }
  return out;
}

std::string FromHex(std::string_view hex) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string out;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    out.push_back(static_cast<char>(digit(hex[i]) * 16 + digit(hex[i + 1])));
  }
  return out;
}

bool Shell(const std::string& command) { return std::system(command.c_str()) == 0; }

Result<std::string> Encode(const Shape& shape, const void* value) {
  Bytes out;
  wire::Writer w(out);
  shape.WriteTo(w, value);
  if (!w.ok()) return w.status();
  return std::string(out.view());
}

Result<Shape::Value> Decode(const Shape& shape, std::string_view bytes) {
  Shape::Value value = shape.New();
  wire::Reader r(bytes);
  shape.ReadFrom(r, value.get());
  if (!r.ok()) return r.status();
  if (r.offset() != bytes.size()) return InvalidArgument("expected ", bytes.size(), " bytes, took ", r.offset());
  return value;
}

// Whether these are bytes of this value.
Status Means(const Shape& shape, std::string_view bytes, const void* value) {
  auto got = Decode(shape, bytes);
  if (!got) return got.status();
  if (shape.Equal(got->get(), value)) return Status();
  return InvalidArgument(shape.name, ": expected ", shape.Text(value), ", got ", shape.Text(got->get()), " of ",
                         ToHex(bytes));
}

class Sample {
 public:
  Sample(const Shape& shape, Shape::Value value, std::string bytes)
      : shape(&shape), value(std::move(value)), bytes(std::move(bytes)) {}
  const Shape* shape;
  Shape::Value value;
  std::string bytes;
};

class RandomProgramTest : public testing::TestWithParam<std::size_t> {
 protected:
  std::vector<Sample> Samples() {
    std::vector<Sample> samples;
    Chance chance(GetParam());
    for (const auto& shape : program_.shapes) {
      for (int i = 0; i < kValues; ++i) {
        Shape::Value value = shape->New();
        shape->FillWith(chance, value.get());
        auto bytes = Encode(*shape, value.get());
        EXPECT_TRUE(bytes) << bytes.status().ToString();
        if (bytes) samples.emplace_back(*shape, std::move(value), *bytes);
      }
    }
    return samples;
  }

  RandomProgram program_ = std::move(RandomPrograms()[GetParam()]);
};

TEST_P(RandomProgramTest, ValuesSurviveOurCodec) {
  EXPECT_GE(program_.shapes.size(), 12u);
  for (const auto& sample : Samples()) {
    auto back = Decode(*sample.shape, sample.bytes);
    ASSERT_TRUE(back) << back.status().ToString();
    ASSERT_TRUE(sample.shape->Equal(back->get(), sample.value.get())) << sample.shape->Text(sample.value.get());
    auto again = Encode(*sample.shape, back->get());
    ASSERT_TRUE(again) << again.status().ToString();
    ASSERT_EQ(ToHex(*again), ToHex(sample.bytes));
  }
}

TEST_P(RandomProgramTest, ValuesPassThroughApachesPython) {
  if (!Shell("thrift -version >/dev/null 2>&1")) GTEST_SKIP() << "without thrift: install thrift-compiler";
  if (!Shell("/usr/bin/python3 -c 'import thrift' 2>/dev/null")) GTEST_SKIP() << "install python3-thrift";
  const std::string folder = StrCat(testing::TempDir(), "elanus_", program_.name, "_", ::getpid());
  std::filesystem::create_directories(folder);
  const std::string idl = StrCat(ELANUS_RANDOM_PROGRAMS "/", program_.name, ".thrift");
  ASSERT_TRUE(Shell(StrCat("thrift -nowarn --gen py -out ", folder, " ", idl)));

  const auto samples = Samples();
  {
    std::ofstream in(folder + "/in");
    for (const auto& sample : samples) in << sample.shape->name << " " << ToHex(sample.bytes) << "\n";
  }
  ASSERT_TRUE(Shell(StrCat("/usr/bin/python3 " ELANUS_SOURCE_DIR "/tests/idl/apache_python.py ", folder, " ",
                           program_.name, " <", folder, "/in >", folder, "/out")));

  std::ifstream out(folder + "/out");
  std::string name;
  std::string hex;
  for (const auto& sample : samples) {
    ASSERT_TRUE(out >> name >> hex);
    ASSERT_EQ(name, sample.shape->name);
    const Status same = Means(*sample.shape, FromHex(hex), sample.value.get());
    ASSERT_TRUE(same.ok()) << same.ToString();
  }
  // Behind them, what Python makes of each type when nothing is set.
  std::size_t defaults = 0;
  for (; out >> name >> hex; ++defaults) {
    for (const auto& shape : program_.shapes) {
      if (shape->name != name) continue;
      const Status same = Means(*shape, FromHex(hex), shape->New().get());
      EXPECT_TRUE(same.ok()) << same.ToString();
    }
  }
  EXPECT_GE(defaults, 5u);
  std::filesystem::remove_all(folder);
}

INSTANTIATE_TEST_SUITE_P(Random, RandomProgramTest, testing::Range(std::size_t{0}, RandomPrograms().size()),
                         [](const auto& info) { return RandomPrograms()[info.param].name; });

}  // namespace
}  // namespace elanus::idl
