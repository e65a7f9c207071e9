// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/compress/gzip.h"

#include <zlib.h>

#include <algorithm>

namespace elanus::wire {

namespace {

constexpr int kGzipHeader = 16;  // added to the window bits: gzip instead of zlib
// zlib counts in unsigned int.
constexpr std::size_t kLargestInput = std::size_t{1} << 30;
constexpr std::size_t kFirstOutput = 4096;
constexpr std::size_t kOutputStep = std::size_t{256} << 10;

void SetInput(z_stream& stream, std::string_view data) {
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));
  stream.avail_in = static_cast<uInt>(data.size());
}

// Runs `step` with as much room as it has used so far, again until it says something else than "more".
template <class Step>
int Pump(z_stream& stream, std::size_t limit, Bytes& out, Step step) {
  std::size_t made = 0;
  while (true) {
    const std::size_t room = std::min(limit - made, std::clamp(made, kFirstOutput, kOutputStep));
    stream.next_out = reinterpret_cast<Bytef*>(out.Reserve(room));
    stream.avail_out = static_cast<uInt>(room);
    const int result = step(stream);
    const std::size_t got = room - stream.avail_out;
    out.Commit(got);
    made += got;
    if (result != Z_OK || stream.avail_out > 0 || made == limit) return result;
  }
}

Status Inflate(std::string_view data, std::size_t limit, Bytes& out) {
  z_stream stream{};
  if (inflateInit2(&stream, MAX_WBITS + kGzipHeader) != Z_OK) return Internal("zlib could not begin");
  SetInput(stream, data);
  // One byte more than allowed shows that there is more.
  const std::size_t before = out.size();
  const int ended = Pump(stream, limit + 1, out, [](z_stream& s) { return inflate(&s, Z_NO_FLUSH); });
  const std::size_t left = stream.avail_in;
  inflateEnd(&stream);
  if (out.size() - before > limit) {
    return ResourceExhausted("expected at most ", limit, " bytes after decompression, got more");
  }
  if (ended == Z_DATA_ERROR) return Internal("expected gzip, got bytes that are none at offset ", data.size() - left);
  if (ended != Z_STREAM_END) return Internal("expected the end of the gzip data, got the end of the message");
  if (left > 0) return Internal("expected the end of the message after its gzip data, got ", left, " more bytes");
  return Ok();
}

}  // namespace

Status Gzip(std::string_view data, Bytes& out) {
  if (data.size() > kLargestInput) return ResourceExhausted("cannot compress ", data.size(), " bytes at once");
  z_stream stream{};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS + kGzipHeader, 8, Z_DEFAULT_STRATEGY) !=
      Z_OK) {
    return Internal("zlib could not begin");
  }
  SetInput(stream, data);
  const int ended = Pump(stream, SIZE_MAX, out, [](z_stream& s) { return deflate(&s, Z_FINISH); });
  deflateEnd(&stream);
  if (ended != Z_STREAM_END) return Internal("zlib ended with ", ended);
  return Ok();
}

Status Gunzip(std::string_view data, std::size_t limit, Bytes& out) {
  if (data.size() > kLargestInput) return ResourceExhausted("cannot decompress ", data.size(), " bytes at once");
  return Inflate(data, limit, out);
}

}  // namespace elanus::wire
