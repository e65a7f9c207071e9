// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// One connection of HTTP/2, over libnghttp2: frames, header compression, windows and the order of streams are its work.
// Around it: only whole frames are fed, so that a message of one frame is read where it lies; the guard looks at each
// frame first; DATA is copied once, from a stream's buffer to the connection's output.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "elanus/base/bytes.h"
#include "elanus/base/clock.h"
#include "elanus/base/pool.h"
#include "elanus/base/status.h"
#include "elanus/protocol/grpc/fields.h"
#include "elanus/protocol/grpc/guard.h"
#include "elanus/protocol/grpc/keepalive.h"
#include "elanus/session/session.h"

struct nghttp2_session;

namespace elanus::protocol {

// Error codes of RFC 9113, 7.
enum class Http2Error : std::uint32_t {
  kNone = 0,
  kProtocol = 1,
  kInternal = 2,
  kStreamClosed = 5,
  kRefusedStream = 7,
  kCancel = 8,
  kEnhanceYourCalm = 11,
};

// A stream, as far as HTTP/2 has to know it. The sessions' streams inherit it; it stays where it is until OnClosed.
class Http2Stream {
 public:
  std::int32_t stream = 0;
  // What waits to be sent.
  Bytes out;
  bool out_ends = false;        // nothing comes after `out`
  bool out_trailers = false;    // but trailers: OnTrailersDue
  bool out_sleeps = false;      // HTTP/2 found `out` empty: see Wake
  bool out_full = false;        // tell OnDrained once there is room
  std::size_t out_counted = 0;  // of `out`, in Http2::waiting()
  // Of the header list that is being received.
  std::size_t header_bytes = 0;
  std::size_t header_fields = 0;
  std::uint64_t begun_in = 0;  // which Feed told of it
  bool ended = false;          // the peer sends nothing more, or nothing after the header list that is coming
  bool begun = false;          // a header list of ours went out
};

class Http2Events {
 public:
  virtual ~Http2Events() = default;
  // A server's new stream. Null refuses it.
  virtual Http2Stream* OnStream(std::int32_t stream) = 0;
  // A header list: its fields, then its end. `fits`: it kept to the limits; else fields are missing.
  virtual void OnHeader(Http2Stream& stream, std::string_view name, std::string_view value) = 0;
  virtual void OnHeaders(Http2Stream& stream, bool fits) = 0;
  virtual void OnData(Http2Stream& stream, std::string_view bytes) = 0;
  // After the last OnHeaders or OnData.
  virtual void OnEnd(Http2Stream& stream) = 0;
  // The stream is over in both directions, and forgotten here.
  virtual void OnClosed(Http2Stream& stream, std::uint32_t error) = 0;
  // All of `out` is on its way: SubmitTrailers now.
  virtual void OnTrailersDue(Http2Stream&) {}
  // Everything of the stream is on its way.
  virtual void OnSent(Http2Stream&) {}
  virtual void OnDrained(Http2Stream&) {}
  virtual void OnGoAway(std::int32_t last_stream, std::uint32_t error, std::string_view text) = 0;
  virtual void OnDrainAcknowledged() {}
};

enum class Http2Role : std::uint8_t { kServer, kClient };

// Not thread-safe. Events come from within Feed and Fill; of those, OnClosed may come from both.
class Http2 {
 public:
  Http2(Http2Role role, const session::SessionOptions& options, Http2Events& events);
  ~Http2();
  Http2(const Http2&) = delete;
  Http2& operator=(const Http2&) = delete;

  // Takes whole frames from the front. An error: the connection is at its end, and output() says so to the peer.
  Status Feed(Bytes& in);
  bool in_headers() const { return guard_.in_headers(); }
  // Whole frames that came.
  std::uint64_t frames() const { return frames_; }
  Bytes& output() { return output_; }
  // Moves what may be sent to output(), up to grpc_limits::kFillBytes.
  void Fill();
  // Nothing comes or goes any more.
  bool ended() const;
  // Why the connection is at its end, if it broke; sessions look after Fill, too.
  const Status& failure() const { return failure_; }

  // A client's new stream; `stream.out` holds, or will hold, what follows.
  // False when the connection takes none.
  bool SubmitRequest(Http2Stream& stream, const Fields& fields);
  // A client's numbers of streams are nearly used up: another connection should take its place.
  bool worn_out() const;
  // For tests: the next stream has this number.
  void SkipTo(std::int32_t stream);
  // A server's answer. Without `body` it is the whole of it.
  void SubmitResponse(Http2Stream& stream, const Fields& fields, bool body);
  void SubmitTrailers(Http2Stream& stream, const Fields& fields);
  // `out` or out_ends has changed.
  void Wake(Http2Stream& stream);
  // Bytes of all streams that the peer's windows have not let through.
  std::size_t waiting() const { return waiting_; }
  void Reset(Http2Stream& stream, Http2Error error);
  // The peer may send as much again.
  void GiveBack(const Http2Stream& stream, std::size_t bytes);
  // A stream that was answered, for the guard.
  void OnAnswered() { guard_.OnAnswered(); }
  // A stream that was reset before its answer, by either side.
  void OnUnanswered(const Http2Stream& stream) { OnReset(stream.begun_in == feeds_); }

  // No new streams: a notice, a PING, and when that was answered FinishDrain.
  void BeginDrain();
  void FinishDrain();
  // Closes with GOAWAY.
  void Close(Http2Error error, std::string_view text);
  std::size_t streams() const { return streams_; }

  TimePoint due() const;
  Status OnTime(TimePoint now);

 private:
  friend class Http2Callbacks;
  void SendSettings();
  std::size_t WholeFrames(std::string_view in, Http2Error& error, Status& why);
  // More of a stream that the peer has ended or reset itself.
  Status CheckOrder(std::uint8_t type, std::uint8_t flags, std::uint32_t stream);
  Status Take(std::string_view bytes);
  bool HeadersFit(const Http2Stream& stream, std::size_t factor) const;
  // Null when it is over, or was never told of.
  Http2Stream* StreamOf(std::int32_t id);
  void OnStreamFrame(Http2Stream* stream, bool headers, bool end);
  void OnReset(bool at_once);
  void Fail(Http2Error error, const Status& why);
  Status Failure();
  void CountWaiting(Http2Stream& stream);

  const session::SessionOptions options_;
  const Http2Role role_;
  Http2Events& events_;
  Guard guard_;
  Keepalive keepalive_;
  nghttp2_session* session_ = nullptr;
  Http2Stream* receiving_ = nullptr;  // whose header list is being received
  Http2Stream* recent_ = nullptr;     // the last one that StreamOf found
  Bytes output_;
  std::size_t preface_left_;
  std::uint64_t frames_ = 0;
  std::uint64_t feeds_ = 0;
  // Streams that the peer has ended last. Of those that we ended, more may be on its way.
  std::array<std::uint32_t, 32> ended_{};
  std::size_t next_ended_ = 0;
  std::uint32_t newest_ended_ = 0;
  std::size_t streams_ = 0;
  std::size_t waiting_ = 0;
  Status failure_;
  bool failed_ = false;
  bool told_ = false;        // the failure was returned
  bool suspicious_ = false;  // something was wrong with what came
  bool filling_ = false;
  std::string error_text_;
  std::vector<Http2Stream*, base::PoolAllocator<Http2Stream*>> drained_;
};

}  // namespace elanus::protocol
