// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protocol/grpc/http2.h"

#include <nghttp2/nghttp2.h>

#include <algorithm>
#include <array>
#include <utility>

#include "elanus/base/check.h"
#include "elanus/protocol/grpc/pooled_malloc.h"
#include "elanus/wire/endian.h"
#include "elanus/wire/grpc/status.h"

namespace elanus::protocol {

namespace {

constexpr std::size_t kPrefaceSize = 24;
constexpr std::size_t kFrameHead = 9;
constexpr std::uint32_t kHpackTable = 4096;
// Kitex's, so that captures of both look alike.
constexpr std::uint8_t kDrainPing[8] = {1, 6, 1, 8, 0, 3, 3, 9};
constexpr std::uint8_t kKeepalivePing[8] = {};

std::size_t FrameSize(const char* head) {
  const auto byte = [head](int i) { return static_cast<std::size_t>(static_cast<unsigned char>(head[i])); };
  return byte(0) << 16 | byte(1) << 8 | byte(2);
}

std::string_view View(const std::uint8_t* bytes, std::size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

std::uint8_t* Unsigned(std::string_view text) {
  return reinterpret_cast<std::uint8_t*>(const_cast<char*>(text.data()));
}

// A header list in nghttp2's form; it copies what is not constant.
class NvList {
 public:
  explicit NvList(const Fields& fields) : size_(fields.size()) {
    if (size_ > small_.size()) large_.resize(size_);
    nghttp2_nv* to = data();
    for (std::size_t i = 0; i < size_; ++i, ++to) {
      const Fields::Field field = fields.at(i);
      std::uint8_t flags = NGHTTP2_NV_FLAG_NONE;
      if (field.constant_name) flags |= NGHTTP2_NV_FLAG_NO_COPY_NAME;
      if (field.constant_value) flags |= NGHTTP2_NV_FLAG_NO_COPY_VALUE;
      if (field.unindexed) flags |= NGHTTP2_NV_FLAG_NO_INDEX;
      *to = nghttp2_nv{Unsigned(field.name), Unsigned(field.value), field.name.size(), field.value.size(), flags};
    }
  }
  nghttp2_nv* data() { return large_.empty() ? small_.data() : large_.data(); }
  std::size_t size() const { return size_; }

 private:
  std::array<nghttp2_nv, 24> small_;
  std::vector<nghttp2_nv> large_;
  std::size_t size_;
};

class Options {
 public:
  explicit Options(const session::SessionOptions& options) {
    const int made = nghttp2_option_new(&option_);
    ELANUS_CHECK(made == 0, "nghttp2: ", nghttp2_strerror(made));
    nghttp2_option_set_no_auto_window_update(option_, 1);
    // It would keep as many as may be open, a quarter of a kilobyte each. See CheckOrder.
    nghttp2_option_set_no_closed_streams(option_, 1);
    nghttp2_option_set_max_outbound_ack(option_, grpc_limits::kWaitingAcks);
    nghttp2_option_set_max_settings(option_, grpc_limits::kSettingsEntries);
    nghttp2_option_set_max_continuations(option_, grpc_limits::kContinuations);
    nghttp2_option_set_max_deflate_dynamic_table_size(option_, kHpackTable);
    nghttp2_option_set_max_send_header_block_length(option_, 2 * grpc_limits::kSentHeaderBytes);
    // Go sends texts with blanks at their ends as they are, and nghttp2 would drop such fields without a word.
    nghttp2_option_set_no_rfc9113_leading_and_trailing_ws_validation(option_, 1);
    // It reads a clock. Ours is in Guard.
    nghttp2_option_set_stream_reset_rate_limit(option_, UINT64_MAX, UINT64_MAX);
    nghttp2_option_set_peer_max_concurrent_streams(
        option_, static_cast<std::uint32_t>(std::min<std::size_t>(options.limits.calls_per_connection, 100)));
  }
  ~Options() { nghttp2_option_del(option_); }
  Options(const Options&) = delete;
  Options& operator=(const Options&) = delete;
  nghttp2_option* get() const { return option_; }

 private:
  nghttp2_option* option_ = nullptr;
};

}  // namespace

// nghttp2's callbacks, each of them a few lines.
class Http2Callbacks {
 public:
  Http2Callbacks() {
    nghttp2_session_callbacks_new(&callbacks_);
    nghttp2_session_callbacks_set_on_begin_headers_callback(callbacks_, OnBeginHeaders);
    nghttp2_session_callbacks_set_on_header_callback(callbacks_, OnHeader);
    nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks_, OnFrame);
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks_, OnData);
    nghttp2_session_callbacks_set_on_stream_close_callback(callbacks_, OnClose);
    nghttp2_session_callbacks_set_on_frame_send_callback(callbacks_, OnSent);
    nghttp2_session_callbacks_set_send_data_callback(callbacks_, SendData);
    nghttp2_session_callbacks_set_on_invalid_frame_recv_callback(callbacks_, OnInvalid);
    nghttp2_session_callbacks_set_error_callback2(callbacks_, OnError);
  }
  ~Http2Callbacks() { nghttp2_session_callbacks_del(callbacks_); }
  Http2Callbacks(const Http2Callbacks&) = delete;
  Http2Callbacks& operator=(const Http2Callbacks&) = delete;
  nghttp2_session_callbacks* get() const { return callbacks_; }

  static ssize_t Read(nghttp2_session*, std::int32_t, std::uint8_t*, std::size_t length, std::uint32_t* flags,
                      nghttp2_data_source* source, void* user) {
    Http2& self = *static_cast<Http2*>(user);
    Http2Stream& stream = *static_cast<Http2Stream*>(source->ptr);
    if (stream.out.empty() && !stream.out_ends) {
      stream.out_sleeps = true;
      return NGHTTP2_ERR_DEFERRED;
    }
    *flags |= NGHTTP2_DATA_FLAG_NO_COPY;
    if (!stream.out_ends || stream.out.size() > length) {
      return static_cast<ssize_t>(std::min(length, stream.out.size()));
    }
    *flags |= NGHTTP2_DATA_FLAG_EOF;
    if (stream.out_trailers) {
      *flags |= NGHTTP2_DATA_FLAG_NO_END_STREAM;
      self.events_.OnTrailersDue(stream);
    }
    return static_cast<ssize_t>(stream.out.size());
  }

 private:
  static Http2& Self(void* user) { return *static_cast<Http2*>(user); }

  static int OnBeginHeaders(nghttp2_session* session, const nghttp2_frame* frame, void* user) {
    Http2& self = Self(user);
    Http2Stream* stream = self.StreamOf(frame->hd.stream_id);
    if (frame->hd.type == NGHTTP2_HEADERS && frame->headers.cat == NGHTTP2_HCAT_REQUEST) {
      const bool fits = self.streams_ < self.options_.limits.calls_per_connection;
      stream = fits ? self.events_.OnStream(frame->hd.stream_id) : nullptr;
      if (stream == nullptr) {
        nghttp2_submit_rst_stream(session, NGHTTP2_FLAG_NONE, frame->hd.stream_id, NGHTTP2_REFUSED_STREAM);
        return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
      }
      stream->stream = frame->hd.stream_id;
      stream->begun_in = self.feeds_;
      nghttp2_session_set_stream_user_data(session, frame->hd.stream_id, stream);
      self.recent_ = stream;
      ++self.streams_;
    }
    if (stream == nullptr) return 0;
    stream->header_bytes = 0;
    stream->header_fields = 0;
    stream->ended = (frame->hd.flags & NGHTTP2_FLAG_END_STREAM) != 0;
    self.receiving_ = stream;
    return 0;
  }

  static int OnHeader(nghttp2_session*, const nghttp2_frame* frame, const std::uint8_t* name, std::size_t name_size,
                      const std::uint8_t* value, std::size_t value_size, std::uint8_t, void* user) {
    Http2& self = Self(user);
    Http2Stream* stream = self.receiving_;
    if (stream == nullptr || stream->stream != frame->hd.stream_id) return 0;
    stream->header_bytes += name_size + value_size + 32;
    ++stream->header_fields;
    if (self.HeadersFit(*stream, 1)) {
      self.events_.OnHeader(*stream, View(name, name_size), View(value, value_size));
      return 0;
    }
    if (self.HeadersFit(*stream, grpc_limits::kHeaderListFactor)) return 0;
    self.Fail(Http2Error::kEnhanceYourCalm,
              ResourceExhausted("expected a header list of at most ", self.options_.grpc.header_list_bytes,
                                " bytes and ", grpc_limits::kHeaderFields, " fields, got more than ",
                                grpc_limits::kHeaderListFactor, " times that"));
    return NGHTTP2_ERR_CALLBACK_FAILURE;
  }

  static int OnFrame(nghttp2_session*, const nghttp2_frame* frame, void* user) {
    Http2& self = Self(user);
    switch (frame->hd.type) {
      case NGHTTP2_HEADERS:
      case NGHTTP2_DATA:
        self.OnStreamFrame(self.StreamOf(frame->hd.stream_id), frame->hd.type == NGHTTP2_HEADERS,
                           (frame->hd.flags & NGHTTP2_FLAG_END_STREAM) != 0);
        break;
      case NGHTTP2_PING:
        if ((frame->hd.flags & NGHTTP2_FLAG_ACK) == 0) {
          if (Status status = self.keepalive_.OnPing(); !status.ok()) self.Fail(Http2Error::kEnhanceYourCalm, status);
        } else if (std::equal(kDrainPing, kDrainPing + 8, frame->ping.opaque_data)) {
          self.events_.OnDrainAcknowledged();
        }
        break;
      case NGHTTP2_GOAWAY:
        self.events_.OnGoAway(frame->goaway.last_stream_id, frame->goaway.error_code,
                              View(frame->goaway.opaque_data, frame->goaway.opaque_data_len));
        break;
      default: break;
    }
    return self.failed_ ? NGHTTP2_ERR_CALLBACK_FAILURE : 0;
  }

  static int OnData(nghttp2_session* session, std::uint8_t, std::int32_t id, const std::uint8_t* data, std::size_t size,
                    void* user) {
    nghttp2_session_consume_connection(session, size);
    Http2Stream* stream = Self(user).StreamOf(id);
    if (stream != nullptr) {
      Self(user).events_.OnData(*stream, View(data, size));
    } else {
      nghttp2_session_consume_stream(session, id, size);
    }
    return 0;
  }

  static int OnClose(nghttp2_session* session, std::int32_t id, std::uint32_t error, void* user) {
    Http2& self = Self(user);
    Http2Stream* stream = self.StreamOf(id);
    if (stream == nullptr) return 0;
    nghttp2_session_set_stream_user_data(session, id, nullptr);
    if (self.receiving_ == stream) self.receiving_ = nullptr;
    if (self.recent_ == stream) self.recent_ = nullptr;
    std::erase(self.drained_, stream);
    --self.streams_;
    self.waiting_ -= stream->out_counted;
    self.events_.OnClosed(*stream, error);
    return 0;
  }

  static int OnSent(nghttp2_session*, const nghttp2_frame* frame, void* user) {
    Http2& self = Self(user);
    switch (frame->hd.type) {
      case NGHTTP2_HEADERS:
      case NGHTTP2_DATA:
        self.keepalive_.OnWork();
        self.guard_.OnDataSent();
        if (Http2Stream* stream = self.StreamOf(frame->hd.stream_id)) {
          stream->begun = true;
          if ((frame->hd.flags & NGHTTP2_FLAG_END_STREAM) != 0) self.events_.OnSent(*stream);
        }
        break;
      case NGHTTP2_RST_STREAM:  // of a stream that no session knows: nghttp2 refused it by itself
        if (frame->rst_stream.error_code != NGHTTP2_NO_ERROR && self.StreamOf(frame->hd.stream_id) == nullptr) {
          self.OnReset(false);
        }
        break;
      case NGHTTP2_GOAWAY:
        if (frame->goaway.error_code == NGHTTP2_NO_ERROR || !self.failure_.ok()) break;
        self.failure_ = InvalidArgument("HTTP/2 ", wire::ResetName(frame->goaway.error_code), ": ",
                                        View(frame->goaway.opaque_data, frame->goaway.opaque_data_len),
                                        self.error_text_.empty() ? "" : "; ", self.error_text_);
        self.failed_ = true;
        break;
      default: break;
    }
    return 0;
  }

  static int SendData(nghttp2_session*, nghttp2_frame*, const std::uint8_t* head, std::size_t length,
                      nghttp2_data_source* source, void* user) {
    Http2& self = Self(user);
    Http2Stream& stream = *static_cast<Http2Stream*>(source->ptr);
    char* const to = self.output_.Reserve(kFrameHead + length);
    std::copy_n(head, kFrameHead, to);
    std::copy_n(stream.out.data(), length, to + kFrameHead);
    self.output_.Commit(kFrameHead + length);
    stream.out.Consume(length);
    self.CountWaiting(stream);
    if (stream.out_full && stream.out.size() < self.options_.limits.stream_unsent_bytes) {
      stream.out_full = false;
      self.drained_.push_back(&stream);
    }
    if (stream.out.empty()) stream.out.Release();
    return self.output_.size() >= grpc_limits::kFillBytes ? NGHTTP2_ERR_PAUSE : 0;
  }

  static int OnInvalid(nghttp2_session*, const nghttp2_frame*, int, void* user) {
    Self(user).suspicious_ = true;
    return 0;
  }

  static int OnError(nghttp2_session*, int, const char* text, std::size_t size, void* user) {
    Self(user).suspicious_ = true;
    Self(user).error_text_.assign(text, size);
    return 0;
  }

  nghttp2_session_callbacks* callbacks_ = nullptr;
};

Http2::Http2(Http2Role role, const session::SessionOptions& options, Http2Events& events)
    : options_(options),
      role_(role),
      events_(events),
      guard_(options.now),
      keepalive_(options.grpc, role == Http2Role::kServer, options.now),
      preface_left_(role == Http2Role::kServer ? kPrefaceSize : 0) {
  const Options option(options_);
  const Http2Callbacks callbacks;
  nghttp2_mem memory{nullptr, MallocFromPool, FreeToPool, CallocFromPool, ReallocFromPool};
  const int made = role == Http2Role::kServer
                       ? nghttp2_session_server_new3(&session_, callbacks.get(), this, option.get(), &memory)
                       : nghttp2_session_client_new3(&session_, callbacks.get(), this, option.get(), &memory);
  ELANUS_CHECK(made == 0, "nghttp2: ", nghttp2_strerror(made));
  SendSettings();
}

Http2::~Http2() { nghttp2_session_del(session_); }

void Http2::SendSettings() {
  const GrpcOptions& grpc = options_.grpc;
  nghttp2_settings_entry entries[3] = {
      {NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, static_cast<std::uint32_t>(grpc.stream_window)},
      {NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, grpc.header_list_bytes},
  };
  const auto calls = static_cast<std::uint32_t>(std::min<std::size_t>(options_.limits.calls_per_connection, INT32_MAX));
  entries[2] = role_ == Http2Role::kServer ? nghttp2_settings_entry{NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS,
                                                                    calls + grpc_limits::kRefusedAtOnce}
                                           : nghttp2_settings_entry{NGHTTP2_SETTINGS_ENABLE_PUSH, 0};
  nghttp2_submit_settings(session_, NGHTTP2_FLAG_NONE, entries, 3);
  if (role_ == Http2Role::kServer) {
    // nghttp2 would close a connection with a call too many, which is to be refused alone (RFC 9113, 5.1.2). So it
    // believes in more of them than the peer is told, and OnBeginHeaders refuses those: its own frame goes nowhere.
    const std::uint8_t* believed = nullptr;
    nghttp2_session_mem_send(session_, &believed);
    entries[2].value = calls;
    std::uint8_t frame[kFrameHead + 18] = {0, 0, 18, NGHTTP2_SETTINGS};
    nghttp2_pack_settings_payload(frame + kFrameHead, sizeof(frame) - kFrameHead, entries, 3);
    output_.Append(View(frame, sizeof(frame)));
  }
  nghttp2_session_set_local_window_size(session_, NGHTTP2_FLAG_NONE, 0, grpc.connection_window);
}

Http2Stream* Http2::StreamOf(std::int32_t id) {
  if (recent_ != nullptr && recent_->stream == id) return recent_;
  auto* const stream = static_cast<Http2Stream*>(nghttp2_session_get_stream_user_data(session_, id));
  if (stream != nullptr) recent_ = stream;
  return stream;
}

bool Http2::HeadersFit(const Http2Stream& stream, std::size_t factor) const {
  return stream.header_bytes <= options_.grpc.header_list_bytes * factor &&
         stream.header_fields <= grpc_limits::kHeaderFields * factor;
}

void Http2::OnStreamFrame(Http2Stream* stream, bool headers, bool end) {
  if (stream == nullptr) return;
  stream->ended = end;
  if (headers) {
    receiving_ = nullptr;
    events_.OnHeaders(*stream, HeadersFit(*stream, 1));
  }
  if (end) events_.OnEnd(*stream);
}

Status Http2::CheckOrder(std::uint8_t type, std::uint8_t flags, std::uint32_t stream) {
  if (role_ != Http2Role::kServer || stream == 0) return Ok();
  const bool message = type == NGHTTP2_DATA || type == NGHTTP2_HEADERS;
  if (message && stream <= newest_ended_ && std::find(ended_.begin(), ended_.end(), stream) != ended_.end()) {
    return InvalidArgument("HTTP/2 STREAM_CLOSED: expected nothing more of stream ", stream, ", got ",
                           type == NGHTTP2_DATA ? "DATA" : "HEADERS");
  }
  if (type == NGHTTP2_RST_STREAM || (message && (flags & NGHTTP2_FLAG_END_STREAM) != 0)) {
    ended_[next_ended_++ % ended_.size()] = stream;
    newest_ended_ = std::max(newest_ended_, stream);
  }
  return Ok();
}

// How much of `in` are whole frames, up to the first one that must not be taken. A frame that is too long is left to
// nghttp2 to refuse.
std::size_t Http2::WholeFrames(std::string_view in, Http2Error& error, Status& why) {
  std::size_t at = 0;
  if (preface_left_ > 0) {
    if (in.size() < kPrefaceSize) return 0;
    preface_left_ = 0;
    at = kPrefaceSize;
  }
  while (in.size() - at >= kFrameHead) {
    const char* const head = in.data() + at;
    const std::size_t size = FrameSize(head);
    if (size > grpc_limits::kFrameBytes) return in.size();
    if (in.size() - at < kFrameHead + size) break;
    const auto type = static_cast<std::uint8_t>(head[3]);
    const auto flags = static_cast<std::uint8_t>(head[4]);
    error = Http2Error::kEnhanceYourCalm;
    why = guard_.OnFrame(type, flags, size);
    if (!why.ok()) break;
    error = Http2Error::kStreamClosed;
    why = CheckOrder(type, flags, wire::LoadBig<std::uint32_t>(head + 5) & INT32_MAX);
    if (!why.ok()) break;
    at += kFrameHead + size;
    ++frames_;
  }
  return at;
}

Status Http2::Feed(Bytes& in) {
  if (failed_) return Failure();
  ++feeds_;
  Status why;
  Http2Error error = Http2Error::kNone;
  const std::size_t whole = WholeFrames(in.view(), error, why);
  if (whole > 0) {
    keepalive_.OnHeard();
    const Status status = Take(in.view().substr(0, whole));
    in.Consume(whole);
    if (!status.ok()) return status;
  }
  if (!why.ok()) Fail(error, why);
  return Failure();
}

Status Http2::Take(std::string_view bytes) {
  const ssize_t took = nghttp2_session_mem_recv(session_, Unsigned(bytes), bytes.size());
  if (took < 0 && failure_.ok()) {
    const bool flood = took == NGHTTP2_ERR_FLOODED || took == NGHTTP2_ERR_TOO_MANY_CONTINUATIONS;
    Fail(flood ? Http2Error::kEnhanceYourCalm : Http2Error::kProtocol,
         InvalidArgument("HTTP/2: ", nghttp2_strerror(static_cast<int>(took))));
  }
  // Whether nghttp2 ends the connection shows when its GOAWAY goes out.
  if (!failed_ && std::exchange(suspicious_, false)) Fill();
  return Failure();
}

Status Http2::Failure() {
  told_ = failed_;
  return failure_;
}

void Http2::Fail(Http2Error error, const Status& why) {
  if (failed_) return;
  failed_ = true;
  failure_ = why;
  const std::string& text = why.message();
  nghttp2_submit_goaway(session_, NGHTTP2_FLAG_NONE, nghttp2_session_get_last_proc_stream_id(session_),
                        static_cast<std::uint32_t>(error), Unsigned(text), std::min<std::size_t>(text.size(), 1024));
}

void Http2::Fill() {
  if (filling_) return;
  filling_ = true;
  bool more = true;
  while (more && output_.size() < grpc_limits::kFillBytes) {
    const std::uint8_t* data = nullptr;
    const std::size_t before = output_.size();
    const ssize_t size = nghttp2_session_mem_send(session_, &data);
    if (size > 0) output_.Append(View(data, static_cast<std::size_t>(size)));
    more = output_.size() > before;
    if (more || drained_.empty()) continue;
    // Who has waited for room may write now, which nghttp2 would not bear while it sends.
    for (const auto drained = std::exchange(drained_, {}); Http2Stream * stream : drained) events_.OnDrained(*stream);
    more = true;
  }
  filling_ = false;
}

bool Http2::ended() const {
  return failed_ || (nghttp2_session_want_read(session_) == 0 && nghttp2_session_want_write(session_) == 0);
}

bool Http2::SubmitRequest(Http2Stream& stream, const Fields& fields) {
  if (failed_ || nghttp2_session_check_request_allowed(session_) == 0) return false;
  NvList list(fields);
  nghttp2_data_provider body;
  body.source.ptr = &stream;
  body.read_callback = Http2Callbacks::Read;
  const std::int32_t id = nghttp2_submit_request(session_, nullptr, list.data(), list.size(), &body, &stream);
  if (id <= 0) return false;
  stream.stream = id;
  CountWaiting(stream);
  ++streams_;
  return true;
}

bool Http2::worn_out() const { return nghttp2_session_get_next_stream_id(session_) > grpc_limits::kLastStream; }

void Http2::SkipTo(std::int32_t stream) { nghttp2_session_set_next_stream_id(session_, stream); }

void Http2::SubmitResponse(Http2Stream& stream, const Fields& fields, bool body) {
  CountWaiting(stream);
  NvList list(fields);
  nghttp2_data_provider provider;
  provider.source.ptr = &stream;
  provider.read_callback = Http2Callbacks::Read;
  nghttp2_submit_response(session_, stream.stream, list.data(), list.size(), body ? &provider : nullptr);
}

void Http2::SubmitTrailers(Http2Stream& stream, const Fields& fields) {
  NvList list(fields);
  nghttp2_submit_trailer(session_, stream.stream, list.data(), list.size());
}

void Http2::CountWaiting(Http2Stream& stream) {
  waiting_ = waiting_ - stream.out_counted + stream.out.size();
  stream.out_counted = stream.out.size();
}

void Http2::Wake(Http2Stream& stream) {
  CountWaiting(stream);
  if (!std::exchange(stream.out_sleeps, false)) return;
  nghttp2_session_resume_data(session_, stream.stream);
}

void Http2::Reset(Http2Stream& stream, Http2Error error) {
  nghttp2_submit_rst_stream(session_, NGHTTP2_FLAG_NONE, stream.stream, static_cast<std::uint32_t>(error));
}

void Http2::GiveBack(const Http2Stream& stream, std::size_t bytes) {
  if (bytes > 0) nghttp2_session_consume_stream(session_, stream.stream, bytes);
}

void Http2::OnReset(bool at_once) {
  if (role_ != Http2Role::kServer) return;
  if (Status status = guard_.OnReset(at_once); !status.ok()) Fail(Http2Error::kEnhanceYourCalm, status);
}

void Http2::BeginDrain() {
  nghttp2_submit_shutdown_notice(session_);
  nghttp2_submit_ping(session_, NGHTTP2_FLAG_NONE, kDrainPing);
}

void Http2::FinishDrain() {
  static constexpr std::string_view kText = "graceful shutdown";
  nghttp2_submit_goaway(session_, NGHTTP2_FLAG_NONE, nghttp2_session_get_last_proc_stream_id(session_),
                        NGHTTP2_NO_ERROR, Unsigned(kText), kText.size());
}

void Http2::Close(Http2Error error, std::string_view text) {
  Fail(error, Status(Code::kUnavailable, std::string(text)));
}

TimePoint Http2::due() const {
  if (failed_) return told_ ? TimePoint::Never() : TimePoint();
  return std::min(guard_.due(), keepalive_.due());
}

Status Http2::OnTime(TimePoint now) {
  if (failed_) return Failure();
  guard_.OnTime(now);
  bool ping = false;
  if (Status status = keepalive_.OnTime(now, streams_, ping); !status.ok()) {
    const bool calm = status.code() == Code::kResourceExhausted;
    Fail(calm ? Http2Error::kEnhanceYourCalm : Http2Error::kNone, status);
  }
  if (ping) nghttp2_submit_ping(session_, NGHTTP2_FLAG_NONE, kKeepalivePing);
  return Failure();
}

}  // namespace elanus::protocol
