// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// xoshiro256** 1.0 by Blackman and Vigna (public domain), seeded through splitmix64 as its authors advise.
#include <unistd.h>

#include <bit>

#include "elanus/base/check.h"
#include "elanus/base/clock.h"

namespace elanus {

Random::Random(std::uint64_t seed) {
  for (std::uint64_t& word : state_) {
    seed += 0x9e3779b97f4a7c15;
    std::uint64_t mixed = seed;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
    word = mixed ^ (mixed >> 31);
  }
}

Random Random::FromSystem() {
  Random random(0);
  ELANUS_CHECK(getentropy(random.state_, sizeof random.state_) == 0, "the operating system gave no random bytes");
  random.state_[0] |= 1;  // all zero is the one state that must not be
  return random;
}

std::uint64_t Random::Next() {
  const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
  const std::uint64_t shifted = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

std::uint64_t Random::Below(std::uint64_t bound) {
  // The high half of a product spreads evenly but for 2^64 mod bound low halves, which are drawn again (Lemire).
  const std::uint64_t uneven = -bound % bound;
  for (;;) {
    const auto product = static_cast<unsigned __int128>(Next()) * bound;
    if (static_cast<std::uint64_t>(product) >= uneven) return static_cast<std::uint64_t>(product >> 64);
  }
}

}  // namespace elanus
