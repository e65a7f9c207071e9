// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/sampler.h"

#include <cstdio>
#include <utility>

namespace elanus {

namespace {

class ConstantSampler final : public Sampler {
 public:
  explicit ConstantSampler(bool on) : on_(on) {}
  SamplingResult ShouldSample(const SamplingInput&) const override {
    return on_ ? SamplingDecision::kRecordAndSample : SamplingDecision::kDrop;
  }
  std::string Description() const override { return on_ ? "AlwaysOnSampler" : "AlwaysOffSampler"; }

 private:
  bool on_;
};

class RatioSampler final : public Sampler {
 public:
  explicit RatioSampler(double ratio)
      : ratio_(ratio >= 0 ? ratio : 0), bound_(static_cast<std::uint64_t>(ratio_ * 0x1p63)) {}
  SamplingResult ShouldSample(const SamplingInput& input) const override {
    // Not the whole low half: Go shifts one bit away so that its bound fits a signed number.
    return input.trace_id.low >> 1 < bound_ ? SamplingDecision::kRecordAndSample : SamplingDecision::kDrop;
  }
  std::string Description() const override {
    char text[64];
    std::snprintf(text, sizeof text, "TraceIdRatioBased{%f}", ratio_);
    return text;
  }

 private:
  double ratio_;
  std::uint64_t bound_;
};

class ParentSampler final : public Sampler {
 public:
  explicit ParentSampler(std::shared_ptr<const Sampler> root) : root_(std::move(root)) {}
  SamplingResult ShouldSample(const SamplingInput& input) const override {
    if (input.parent == nullptr) return root_->ShouldSample(input);
    return input.parent->sampled() ? SamplingDecision::kRecordAndSample : SamplingDecision::kDrop;
  }
  std::string Description() const override { return "ParentBased{root:" + root_->Description() + "}"; }

 private:
  std::shared_ptr<const Sampler> root_;
};

}  // namespace

std::shared_ptr<const Sampler> AlwaysOn() { return std::make_shared<ConstantSampler>(true); }
std::shared_ptr<const Sampler> AlwaysOff() { return std::make_shared<ConstantSampler>(false); }

std::shared_ptr<const Sampler> TraceIdRatio(double ratio) {
  if (ratio >= 1) return AlwaysOn();
  return std::make_shared<RatioSampler>(ratio);
}

std::shared_ptr<const Sampler> ParentBased(std::shared_ptr<const Sampler> root) {
  return std::make_shared<ParentSampler>(std::move(root));
}

}  // namespace elanus
