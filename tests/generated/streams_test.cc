// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The method tables of generated streams, called as a server calls them, with messages as bytes in memory.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <string>
#include <vector>

#include "annotated/streams/annotated_streams.h"
#include "elanus/async/wait.h"
#include "elanus/wire/thrift/writer.h"
#include "streaming/streaming.h"

namespace elanus {
namespace {

using annotated::streams::Either;
using annotated::streams::Item;
using testing::ElementsAre;

template <class T>
std::string Bare(const T& message) {
  Bytes out;
  wire::Writer writer(out);
  Write(writer, message);
  return std::string(out.view());
}

// A stream whose messages are there from the beginning.
class MemoryStream final : public StreamIo {
 public:
  explicit MemoryStream(const Method& method) : method_(method) {}
  Task<Status> Send(const void* message, SendOptions) override {
    Bytes out;
    Status status = method_.server_message.encode(message, out);
    sent.emplace_back(out.view());
    co_return status;
  }
  Task<bool> Recv(void* message) override {
    if (coming.empty()) co_return false;
    status_ = method_.client_message.decode(coming.front(), Limits(), message);
    coming.pop_front();
    co_return status_.ok();
  }
  const Status& status() const override { return status_; }
  bool compressed() const override { return false; }

  std::deque<std::string> coming;
  std::vector<std::string> sent;

 private:
  const Method& method_;
  Status status_;
};

// The server's end of one call.
class StreamOf {
 public:
  explicit StreamOf(const Method* method)
      : method(*method), stream(this->method), memory_(::operator new(this->method.frame.size)) {
    this->method.frame.construct(memory_);
  }
  StreamOf(const StreamOf&) = delete;
  ~StreamOf() {
    method.frame.destroy(memory_);
    ::operator delete(memory_);
  }
  Status Decode(std::string_view body) { return method.decode_arguments(body, Limits(), memory_); }
  Status Invoke(void* handler) { return Wait(method.invoke(handler, ContextRoot(), memory_, &stream)); }
  std::string Answer(const Status& status) {
    Bytes out;
    EXPECT_TRUE(method.encode_result(memory_, status, out).ok());
    return std::string(out.view());
  }

  const Method& method;
  MemoryStream stream;

 private:
  void* memory_;
};

class GuideHandler final : public streaming::StreamService {
 public:
  Task<Status> ServerStream(const Context&, streaming::StreamRequest req,
                            StreamWriter<streaming::DataChunk>& out) override {
    for (std::int32_t i = 0; i < req.request_id; ++i) {
      streaming::DataChunk chunk(i);
      Status sent = co_await out.Send(chunk);
      if (!sent) co_return sent;
    }
    co_return Ok();
  }
  Task<Result<streaming::DataResponse>> ClientStream(const Context&, StreamReader<streaming::DataChunk>& in) override {
    streaming::DataChunk chunk;
    std::string text;
    while (co_await in.Recv(chunk)) text += chunk.data.value_or("-");
    if (!in.status().ok()) co_return in.status();
    co_return streaming::DataResponse(text);
  }
  Task<Status> BidirectionalStream(const Context&,
                                   Stream<streaming::DataChunk, streaming::DataResponse>& stream) override {
    streaming::DataChunk chunk;
    while (co_await stream.Recv(chunk)) {
      streaming::DataResponse response(StrCat(chunk.index));
      Status sent = co_await stream.Send(response);
      if (!sent) co_return sent;
    }
    co_return stream.status();
  }
};

TEST(GeneratedStreams, AServerStreamBeginsWithItsBareRequestAndEndsWithoutAnAnswer) {
  GuideHandler handler;
  StreamOf call(streaming::StreamService::Info().Find("ServerStream"));
  ASSERT_EQ(call.method.kind, MethodKind::kServerStream);
  ASSERT_TRUE(call.Decode(Bare(streaming::StreamRequest(2))).ok());
  const Status status = call.Invoke(static_cast<streaming::StreamService*>(&handler));
  EXPECT_TRUE(status.ok()) << status.ToString();
  EXPECT_THAT(call.stream.sent, ElementsAre(Bare(streaming::DataChunk(0)), Bare(streaming::DataChunk(1))));
  EXPECT_EQ(call.Answer(status), "");
  EXPECT_EQ(call.method.client_message.type, nullptr);
}

TEST(GeneratedStreams, TheClientWritesTheSameBareRequest) {
  const Method& method = *streaming::StreamService::Info().Find("ServerStream");
  const streaming::StreamRequest request(7);
  const void* const arguments[] = {&request};
  Bytes out;
  ASSERT_TRUE(method.encode_arguments(arguments, out).ok());
  EXPECT_EQ(out.view(), Bare(request));
}

TEST(GeneratedStreams, AClientStreamEndsWithItsBareAnswer) {
  GuideHandler handler;
  StreamOf call(streaming::StreamService::Info().Find("ClientStream"));
  ASSERT_EQ(call.method.kind, MethodKind::kClientStream);
  streaming::DataChunk first(0);
  first.data = "ab";
  // What the second does not set is not what the first has left.
  call.stream.coming = {Bare(first), Bare(streaming::DataChunk(1))};
  const Status status = call.Invoke(static_cast<streaming::StreamService*>(&handler));
  ASSERT_TRUE(status.ok()) << status.ToString();
  const std::string answer = call.Answer(status);
  EXPECT_EQ(answer, Bare(streaming::DataResponse("ab-")));
  Result<streaming::DataResponse> read;
  ASSERT_TRUE(call.method.decode_result(answer, Limits(), &read).ok());
  EXPECT_EQ(read->message, "ab-");
  EXPECT_EQ(call.method.server_message.type, nullptr);
}

TEST(GeneratedStreams, BidirectionalMessagesHaveTypesOfTheirOwn) {
  GuideHandler handler;
  StreamOf call(streaming::StreamService::Info().Find("BidirectionalStream"));
  ASSERT_EQ(call.method.kind, MethodKind::kBidiStream);
  EXPECT_EQ(call.method.client_message.type, base::KeyOf<streaming::DataChunk>());
  EXPECT_EQ(call.method.server_message.type, base::KeyOf<streaming::DataResponse>());
  call.stream.coming = {Bare(streaming::DataChunk(5)), Bare(streaming::DataChunk(6))};
  ASSERT_TRUE(call.Invoke(static_cast<streaming::StreamService*>(&handler)).ok());
  EXPECT_THAT(call.stream.sent, ElementsAre(Bare(streaming::DataResponse("5")), Bare(streaming::DataResponse("6"))));
}

TEST(GeneratedStreams, AMessageThatDoesNotDecodeSaysWhatItLacks) {
  GuideHandler handler;
  StreamOf call(streaming::StreamService::Info().Find("ClientStream"));
  call.stream.coming = {std::string(1, '\0')};
  const Status status = call.Invoke(static_cast<streaming::StreamService*>(&handler));
  EXPECT_EQ(status.app_exception(), 7);
  EXPECT_THAT(status.message(), testing::HasSubstr("index"));
}

class AnnotatedHandler final : public annotated::streams::Streams {
 public:
  Task<Status> Both(const Context&, Stream<Item, Item>&) override { co_return Ok(); }
  Task<Result<Item>> Once(const Context&, Item in) override { co_return in; }
  Task<Status> Out(const Context&, Item, StreamWriter<Either>&) override {
    annotated::streams::Refused refused;
    refused.why = "closed";
    co_return refused;
  }
  Task<Result<Either>> In(const Context&, StreamReader<Either>& in) override {
    Either last;
    while (co_await in.Recv(last)) {
    }
    co_return last;
  }
  Task<Status> Far(const Context&, Stream<shared::base::Point, shared::base::Point>&) override { co_return Ok(); }
  Task<Result<std::string>> Plain(const Context&, std::string text) override { co_return text; }
};

TEST(GeneratedStreams, KitexAnnotationMakesTheSameKinds) {
  const ServiceInfo& info = annotated::streams::Streams::Info();
  EXPECT_EQ(info.Find("Both")->kind, MethodKind::kBidiStream);
  EXPECT_EQ(info.Find("Once")->kind, MethodKind::kUnary);
  EXPECT_EQ(info.Find("Out")->kind, MethodKind::kServerStream);
  EXPECT_EQ(info.Find("In")->kind, MethodKind::kClientStream);
  EXPECT_EQ(info.Find("Plain")->kind, MethodKind::kUnary);
}

TEST(GeneratedStreams, MessagesMayBeUnions) {
  AnnotatedHandler handler;
  StreamOf call(annotated::streams::Streams::Info().Find("In"));
  Either number;
  number.set_number(7);
  Either text;
  text.set_text("x");
  call.stream.coming = {Bare(number), Bare(text)};
  const Status status = call.Invoke(static_cast<annotated::streams::Streams*>(&handler));
  ASSERT_TRUE(status.ok()) << status.ToString();
  EXPECT_EQ(call.Answer(status), Bare(text));
}

// Over a stream there is no Result struct that could carry it: callers see a failure with its text.
TEST(GeneratedStreams, AnExceptionOfAStreamIsNotDeclared) {
  AnnotatedHandler handler;
  StreamOf call(annotated::streams::Streams::Info().Find("Out"));
  const Status status = call.Invoke(static_cast<annotated::streams::Streams*>(&handler));
  ASSERT_FALSE(status.ok());
  EXPECT_FALSE(call.method.declares(status));
}

}  // namespace
}  // namespace elanus
