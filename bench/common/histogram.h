// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Times in buckets that grow with them: 128 to each power of two, so a quantile is right to 0.8 %. Recording one is
// a few instructions and allocates nothing.
#pragma once

#include <array>
#include <bit>
#include <cstdint>

namespace bench {

class Histogram {
 public:
  void Record(std::int64_t nanos) {
    ++counts_[Index(nanos < 0 ? 0 : static_cast<std::uint64_t>(nanos))];
    ++count_;
  }
  void Clear() { *this = Histogram(); }
  std::uint64_t count() const { return count_; }
  void Add(const Histogram& other) {
    for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
    count_ += other.count_;
  }

  // The time that this share of the calls did not exceed, in microseconds.
  double Micros(double share) const {
    auto left = static_cast<std::uint64_t>(share * static_cast<double>(count_));
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      if (counts_[i] > left) return Middle(i) / 1e3;
      left -= counts_[i];
    }
    return 0;
  }

 private:
  static constexpr int kBits = 7;
  static constexpr std::uint64_t kLinear = 1 << kBits;

  static std::size_t Index(std::uint64_t nanos) {
    if (nanos < kLinear) return nanos;
    const int shift = std::bit_width(nanos) - kBits - 1;
    return (static_cast<std::size_t>(shift) << kBits) + (nanos >> shift);
  }
  static double Middle(std::size_t index) {
    if (index < kLinear) return static_cast<double>(index);
    const std::size_t shift = (index >> kBits) - 1;
    const double width = static_cast<double>(std::uint64_t{1} << shift);
    return (static_cast<double>(index - (shift << kBits)) + 0.5) * width;
  }

  std::array<std::uint64_t, (64 - kBits + 1) << kBits> counts_{};
  std::uint64_t count_ = 0;
};

}  // namespace bench
