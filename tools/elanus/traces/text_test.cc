// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What a terminal may be shown, and numbers for people.
#include "tools/elanus/traces/text.h"

#include <gtest/gtest.h>

namespace elanus::traces {
namespace {

TEST(Printable, ControlsBecomeQuestionMarks) {
  EXPECT_EQ(Printable("a\x1b[2Jb\r\n\tc\x7f"), "a?[2Jb???c?");
  EXPECT_EQ(Printable("\xC2\x9B"
                      "31m"),
            "?31m");                                   // a C1 control: CSI in one character
  EXPECT_EQ(Printable("x\xE2\x80\xAEy"), "x?y");       // turns the direction of text
  EXPECT_EQ(Printable("\xFF\xC3[\xE4\xB8"), "??[??");  // no UTF-8
  EXPECT_EQ(Printable("\xC0\xAF"), "??");              // overlong
  EXPECT_EQ(Printable("\xED\xA0\x80"), "???");         // a surrogate
  EXPECT_EQ(Printable("用户 Ünïcode"), "用户 Ünïcode");
  EXPECT_EQ(Printable("用户 ok", true), "?? ok");
}

TEST(Fit, FillsAndCutsToColumns) {
  EXPECT_EQ(Fit("abc", 5), "abc  ");
  EXPECT_EQ(Fit("abcdef", 5), "abc..");
  EXPECT_EQ(Fit("用户用户", 6), "用户..");
  EXPECT_EQ(Fit("用户用户", 5), "用.. ");
  EXPECT_EQ(Columns(Fit("用户用户", 5)), 5u);
  EXPECT_EQ(Fit("abcdef", 1), ".");
}

TEST(DurationText, ThreeDigits) {
  EXPECT_EQ(DurationText(0), "0 ns");
  EXPECT_EQ(DurationText(812), "812 ns");
  EXPECT_EQ(DurationText(1000), "1.00 us");
  EXPECT_EQ(DurationText(81'249), "81.2 us");
  EXPECT_EQ(DurationText(999'499), "999 us");
  EXPECT_EQ(DurationText(999'600), "1.00 ms");
  EXPECT_EQ(DurationText(12'400'000), "12.4 ms");
  EXPECT_EQ(DurationText(1'230'000'000), "1.23 s");
  EXPECT_EQ(DurationText(123'000'000'000), "2m 03s");
  EXPECT_EQ(DurationText(UINT64_MAX), "307445734m 33s");
}

TEST(TimeText, IsUtcWithMilliseconds) {
  EXPECT_EQ(TimeText(1'763'826'059'123'456'789), "2025-11-22T15:40:59.123Z");
  EXPECT_EQ(TimeText(0), "1970-01-01T00:00:00.000Z");
}

}  // namespace
}  // namespace elanus::traces
