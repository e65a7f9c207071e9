// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A whole client in memory whose server answers with any bytes: the call ends, at its timeout at the latest, and the
// next one is answered. The first two bytes choose options and the size of the pieces.
#include <cstdint>

#include "elanus/base/check.h"
#include "elanus/base/log.h"
#include "tests/hostile/scripted_server.h"

namespace elanus::hostile {
namespace {

void Run(std::uint8_t bits, std::size_t piece, const std::string& bytes) {
  const bool multiplexed = (bits & 1) != 0;
  Script script;
  script.answer = [&](std::int32_t) { return bytes; };
  if ((bits & 2) != 0) script.greeting = bytes.substr(0, bytes.size() / 2);
  script.close = (bits & 4) != 0;
  script.reset = (bits & 8) != 0;
  Limits limits;
  limits.message_bytes = std::size_t{1} << 18;
  std::vector<ClientOption> options = {WithLimits(limits), WithPayloadChecksum((bits & 16) != 0)};
  if (multiplexed) options.push_back(WithMuxConnection(1));
  ScriptedServer server(std::move(script), std::move(options));
  server.faults().largest_piece = piece;
  const TimePoint begin = server.loop().clock().Now();
  const Result<std::string> first = server.Call();
  const Duration took = server.loop().clock().Now() - begin;
  ELANUS_CHECK(took <= std::chrono::milliseconds(300), "the call took ", took.count(), " ns");
  // What the first answer left behind may still cost one call, but it does not stay.
  Result<std::string> next = server.Call();
  if (!next.ok()) {
    server.loop().Advance(std::chrono::seconds(6));
    next = server.Call();
  }
  ELANUS_CHECK(next.ok(), "after ", first.ok() ? Status().ToString() : first.status().ToString(),
               " the next call got: ", next.status().ToString());
}

}  // namespace
}  // namespace elanus::hostile

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  elanus::SetLogSink([](elanus::LogLevel, std::string_view) {});
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  elanus::hostile::Run(data[0], data[1] == 0 ? SIZE_MAX : data[1],
                       std::string(reinterpret_cast<const char*>(data) + 2, size - 2));
  return 0;
}
