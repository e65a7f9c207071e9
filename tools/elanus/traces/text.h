// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Text for people: names made harmless for a terminal, durations, times.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace elanus::traces {

// Control characters, invalid UTF-8 and characters that turn or hide text become '?': a span's name must not
// drive a terminal. With `ascii`, so does all that is not ASCII.
std::string Printable(std::string_view text, bool ascii = false);
// Columns that printable text takes; East Asian characters take two.
std::size_t Columns(std::string_view text);
// Cut or filled with spaces to exactly so many columns; a cut text ends with "..".
std::string Fit(std::string_view text, std::size_t columns);

// "812 ns", "81.2 us", "12.4 ms", "1.23 s", "2m 03s": three digits that matter.
std::string DurationText(std::uint64_t nanos);
// "2026-11-22T15:40:59.123Z".
std::string TimeText(std::uint64_t unix_nanos);

}  // namespace elanus::traces
