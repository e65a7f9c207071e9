// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A whole server in memory: any bytes, in any pieces, and whatever they were, an honest call on another connection is
// answered, no block is larger than they explain, and all work ends. The first two bytes choose options and the size of
// the pieces.
#include <sanitizer/allocator_interface.h>

#include <algorithm>
#include <cstdint>
#include <memory>

#include "elanus/base/check.h"
#include "elanus/base/log.h"
#include "elanus/testing.h"
#include "tests/hostile/bytes.h"
#include "tests/hostile/handler.h"
#include "tests/hostile/largest.h"

namespace elanus::hostile {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::size_t kMessage = std::size_t{1} << 18;

std::vector<ServerOption> Options(std::uint8_t bits) {
  Limits limits;
  limits.message_bytes = kMessage;
  if ((bits & 1) != 0) limits.calls_per_connection = 2;
  if ((bits & 2) != 0) limits.unwritten_bytes = 1000;
  return {WithLimits(limits), WithPayloadChecksum((bits & 4) != 0), WithMetaHandlers((bits & 8) == 0)};
}

void Send(RawPeer& peer, std::string_view bytes, std::size_t piece) {
  // Very small pieces of very long inputs only take time.
  piece = std::max({piece, std::size_t{1}, bytes.size() / 1000});
  while (!bytes.empty() && !peer.closed()) {
    peer.Send(bytes.substr(0, piece));
    bytes.remove_prefix(std::min(piece, bytes.size()));
  }
}

void Run(std::uint8_t bits, std::size_t piece, std::string_view bytes) {
  TestPair<interop::Interop, interop::InteropClient> pair(std::make_shared<Handler>(), 1, Options(bits));
  (void)TakeLargestAllocation();
  RawPeer peer(pair.loop(), pair.network(), "server:8888");
  Send(peer, bytes, piece);
  if ((bits & 16) != 0 && !peer.closed()) peer.CloseWrite();
  if ((bits & 32) != 0 && !peer.closed()) peer.Reset();
  pair.loop().Advance(milliseconds(20));
  RawPeer honest(pair.loop(), pair.network(), "server:8888");
  honest.Send(FramedMessage(Ping(99)));
  ELANUS_CHECK(honest.Outcome() == "reply Ping 99", "an honest call got: ", honest.Outcome());
  pair.loop().Advance(seconds(20));
  // What was decoded may be four times a message, and what is echoed as long as that; buffers double.
  const std::size_t largest = TakeLargestAllocation();
  ELANUS_CHECK(largest <= 8 * kMessage + 2 * Handler::kMostBytes, "a block of ", largest, " bytes");
  const Status stopped = pair.StopServer();
  ELANUS_CHECK(stopped.ok() || stopped.code() == Code::kDeadlineExceeded, stopped.ToString());
}

void OnMalloc(const volatile void*, std::size_t size) { NoteAllocation(size); }
void OnFree(const volatile void*) {}

}  // namespace
}  // namespace elanus::hostile

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  elanus::SetLogSink([](elanus::LogLevel, std::string_view) {});
  __sanitizer_install_malloc_and_free_hooks(&elanus::hostile::OnMalloc, &elanus::hostile::OnFree);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 2, size - 2);
  elanus::hostile::Run(data[0], data[1] == 0 ? SIZE_MAX : data[1], bytes);
  return 0;
}
