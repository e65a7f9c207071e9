// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/otlp/retry.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <ctime>

#include "elanus/telemetry/text.h"
#include "elanus/telemetry/utf8.h"
#include "elanus/wire/protobuf/reader.h"

namespace elanus::otlp {

namespace {

// Of ExportTraceServiceResponse and its partial_success.
constexpr std::uint32_t kPartialSuccess = 1;
constexpr std::uint32_t kRejectedSpans = 1;
constexpr std::uint32_t kErrorMessage = 2;

// Bytes of a server's words that are worth a log line.
constexpr std::size_t kMessageBytes = 500;

std::string Words(std::string_view text) { return telemetry::ToUtf8(telemetry::CutUtf8(text, kMessageBytes)); }

// What cannot be read counts as taken in full: the status said so, and sending it again would double the spans.
void ReadPartialSuccess(std::string_view body, Verdict& verdict) {
  wire::ProtoReader response(body);
  for (wire::ProtoField field; response.Next(field);) {
    if (field.number != kPartialSuccess || field.type != wire::WireType::kBytes) {
      response.Skip(field);
      continue;
    }
    response.ReadMessage([&](wire::ProtoReader& partial) {
      for (wire::ProtoField inner; partial.Next(inner);) {
        if (inner.number == kRejectedSpans && inner.type == wire::WireType::kVarint) {
          verdict.rejected = static_cast<std::uint64_t>(std::max<std::int64_t>(partial.ReadInt(), 0));
        } else if (inner.number == kErrorMessage && inner.type == wire::WireType::kBytes) {
          verdict.message = Words(partial.ReadBytes());
        } else {
          partial.Skip(inner);
        }
      }
    });
  }
  if (response.ok()) return;
  verdict.rejected = 0;
  verdict.message = StrCat("its answer cannot be read: ", response.status().message());
}

bool IsRetryable(int status) { return status == 429 || status == 502 || status == 503 || status == 504; }

// OTLP's list. Without a delay that it asks for, a receiver that is exhausted does not want to see the batch again.
bool IsRetryable(const Status& status, bool delay_asked) {
  switch (status.code()) {
    case Code::kCancelled:
    case Code::kDeadlineExceeded:
    case Code::kAborted:
    case Code::kOutOfRange:
    case Code::kUnavailable:
    case Code::kDataLoss: return true;
    case Code::kResourceExhausted: return delay_asked;
    default: return false;
  }
}

// google.protobuf.Duration. Nothing that is longer than it could ever be waited for.
Duration ReadDuration(wire::ProtoReader& message) {
  constexpr std::int64_t kLongest = 1'000'000;
  std::int64_t seconds = 0;
  std::int64_t nanos = 0;
  for (wire::ProtoField field; message.Next(field);) {
    if (field.number == 1 && field.type == wire::WireType::kVarint) {
      seconds = std::clamp<std::int64_t>(message.ReadInt(), 0, kLongest);
    } else if (field.number == 2 && field.type == wire::WireType::kVarint) {
      nanos = std::clamp<std::int64_t>(message.ReadInt(), 0, 999'999'999);
    } else {
      message.Skip(field);
    }
  }
  return std::chrono::seconds(seconds) + std::chrono::nanoseconds(nanos);
}

// google.protobuf.Any: nothing unless it holds a RetryInfo.
std::optional<Duration> ReadAny(wire::ProtoReader& any) {
  std::string_view type;
  std::string_view value;
  for (wire::ProtoField field; any.Next(field);) {
    if (field.type != wire::WireType::kBytes || field.number > 2) {
      any.Skip(field);
    } else {
      (field.number == 1 ? type : value) = any.ReadBytes();
    }
  }
  if (!any.ok() || !type.ends_with("/google.rpc.RetryInfo")) return std::nullopt;
  std::optional<Duration> delay;
  wire::ProtoReader info(value);
  for (wire::ProtoField field; info.Next(field);) {
    if (field.number == 1 && field.type == wire::WireType::kBytes) {
      info.ReadMessage([&](wire::ProtoReader& duration) { delay = ReadDuration(duration); });
    } else {
      info.Skip(field);
    }
  }
  return info.ok() ? delay : std::nullopt;
}

}  // namespace

std::optional<Duration> ReadRetryInfo(std::string_view details) {
  std::optional<Duration> delay;
  wire::ProtoReader status(details);
  for (wire::ProtoField field; status.Next(field);) {
    if (field.number == 3 && field.type == wire::WireType::kBytes) {
      status.ReadMessage([&](wire::ProtoReader& any) {
        if (const auto found = ReadAny(any)) delay = found;
      });
    } else {
      status.Skip(field);
    }
  }
  return delay;
}

Verdict JudgeGrpc(const Status& status, std::string_view response) {
  Verdict verdict;
  if (status.ok()) {
    ReadPartialSuccess(response, verdict);
    return verdict;
  }
  verdict.failure = status;
  verdict.answered = status.remote();
  verdict.wait = ReadRetryInfo(status.details());
  verdict.again = IsRetryable(status, verdict.wait.has_value());
  return verdict;
}

Verdict Judge(const HttpReply& reply, std::int64_t wall_nanos) {
  Verdict verdict;
  if (!reply.failure.ok()) {
    verdict.failure = reply.failure;
    verdict.again = true;
    verdict.answered = false;
    return verdict;
  }
  if (reply.status >= 200 && reply.status < 300) {
    ReadPartialSuccess(reply.body, verdict);
    return verdict;
  }
  verdict.again = IsRetryable(reply.status);
  verdict.failure = Status(verdict.again ? Code::kUnavailable : Code::kFailedPrecondition,
                           StrCat("the collector answered HTTP ", reply.status));
  if (verdict.again) verdict.wait = ParseRetryAfter(reply.retry_after, wall_nanos);
  return verdict;
}

std::optional<Duration> ParseRetryAfter(std::string_view text, std::int64_t wall_nanos) {
  text = telemetry::Trim(text);
  std::uint32_t seconds = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (!text.empty() && read.ec == std::errc() && read.ptr == text.data() + text.size()) {
    return std::chrono::seconds(seconds);
  }
  std::tm parts{};
  const std::string copy(text);
  const char* end = ::strptime(copy.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  if (end == nullptr || *end != '\0') return std::nullopt;
  const std::int64_t wait = static_cast<std::int64_t>(::timegm(&parts)) - wall_nanos / 1'000'000'000;
  return std::chrono::seconds(std::clamp<std::int64_t>(wait, 0, INT32_MAX));
}

std::optional<Duration> Backoff::Next(TimePoint now, std::optional<Duration> asked, Random& random) {
  // Between half and one and a half of the interval.
  const auto jittered = static_cast<std::int64_t>(static_cast<double>(interval_.count()) * (0.5 + random.Unit()));
  const Duration wait = std::max(Duration(jittered), asked.value_or(Duration(0)));
  interval_ = std::min(interval_ * 3 / 2, kMost);
  if (now - start_ + wait > kTotal) return std::nullopt;
  return wait;
}

}  // namespace elanus::otlp
