// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The bytes that hostile inputs are made of, beside those of tests/unary/raw_peer.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "tests/unary/raw_peer.h"

namespace elanus::hostile {

// A bare call of Ping("hi").
std::string Ping(std::int32_t sequence_id = 7, int type = 1);
// A bare call with this body, in hex.
std::string Call(std::string_view method, std::string_view hex_body);
// The same, framed.
std::string FramedCall(std::string_view method, std::string_view hex_body);
// `bytes` with its first 4 bytes replaced by `length`.
std::string WithLength(std::string bytes, std::uint64_t length);
// `bytes` with those at `at` replaced.
std::string Patched(std::string bytes, std::size_t at, std::string_view hex);
// A TTHeader whose bytes between header size and payload are `hex_info`, padded.
std::string Header(std::string_view hex_info, std::string_view payload, int flags = 0);
// One entry of each kind of section, in hex.
std::string StringEntry(std::string_view key, std::string_view value);
std::string IntEntry(int key, std::string_view value);
std::string Hex(std::string_view bytes);
std::string Repeat(std::string_view text, std::size_t times);
// Noise that is the same in each run.
std::string Noise(std::uint64_t seed, std::size_t size);
// `count` pings with the sequence ids from 1.
std::string Pings(int count, std::string (*wrap)(const std::string& message, std::int32_t sequence_id));

}  // namespace elanus::hostile
