// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The method tables of generated Protobuf services, called as client and server call them (rpc/method.h).
#include <gmock/gmock.h>
#include <google/protobuf/descriptor.pb.h>
#include <gtest/gtest.h>

#include "clash.elanus.h"
#include "elanus/async/wait.h"
#include "elanus/rpc/protobuf_codec.h"
#include "no_package.elanus.h"
#include "tests/protobuf/items_handler.h"

namespace elanus {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// A peer that is fed by the test and keeps what it got, as bytes, by the codecs of the method.
class ScriptedStream final : public StreamIo {
 public:
  explicit ScriptedStream(const Method& method) : method_(method) {}
  Task<Status> Send(const void* message, SendOptions) override {
    Bytes out;
    Status status = method_.server_message.encode(message, out);
    sent.emplace_back(out.view());
    co_return status;
  }
  Task<bool> Recv(void* message) override {
    if (next_ == to_read.size()) co_return false;
    status_ = method_.client_message.decode(to_read[next_++], Limits(), message);
    co_return status_.ok();
  }
  const Status& status() const override { return status_; }
  bool compressed() const override { return false; }

  std::vector<std::string> to_read;
  std::vector<std::string> sent;

 private:
  const Method& method_;
  std::size_t next_ = 0;
  Status status_;
};

// The server's end of one call.
class ServerCall {
 public:
  explicit ServerCall(const Method& method) : method_(method), memory_(::operator new(method.frame.size)) {
    method_.frame.construct(memory_);
  }
  ServerCall(const ServerCall&) = delete;
  ~ServerCall() {
    method_.frame.destroy(memory_);
    ::operator delete(memory_);
  }
  Status Decode(std::string_view body) { return method_.decode_arguments(body, Limits(), memory_); }
  Status Invoke(ItemsHandler& handler, StreamIo* stream = nullptr) {
    kinds::v1::Items* const service = &handler;
    return Wait(method_.invoke(service, ContextRoot(), memory_, stream));
  }
  Result<std::string> Encode(const Status& status) {
    Bytes out;
    const Status encoded = method_.encode_result(memory_, status, out);
    if (!encoded.ok()) return encoded;
    return std::string(out.view());
  }
  const void* argument(std::size_t i) const { return method_.frame.argument(memory_, i); }

 private:
  const Method& method_;
  void* memory_;
};

const Method& ItemsMethod(std::string_view name) { return *kinds::v1::Items::Info().Find(name); }

TEST(ProtobufService, UnaryGoesThereAndBack) {
  const Method& method = ItemsMethod("Get");
  EXPECT_EQ(method.kind, MethodKind::kUnary);
  EXPECT_EQ(method.payload, Payload::kProtobuf);
  const shared::base::Key key = Key("abc", 3);
  const void* args[] = {&key};
  Bytes request;
  ASSERT_TRUE(method.encode_arguments(args, request));
  EXPECT_EQ(request.view(), key.SerializeAsString());

  ServerCall call(method);
  ItemsHandler handler;
  ASSERT_TRUE(call.Decode(request.view()));
  EXPECT_EQ(static_cast<const shared::base::Key*>(call.argument(0))->name(), "abc");
  EXPECT_EQ(call.argument(1), nullptr);
  EXPECT_EQ(method.arguments[0], base::KeyOf<shared::base::Key>());
  const Status status = call.Invoke(handler);
  ASSERT_TRUE(status) << status.ToString();
  const auto body = call.Encode(status);
  ASSERT_TRUE(body);
  Result<kinds::v1::Item> result;
  ASSERT_TRUE(method.decode_result(*body, Limits(), &result));
  EXPECT_EQ(result->part().text(), "abc");
  EXPECT_EQ(result->index(), 3);
}

TEST(ProtobufService, BusinessErrorsHaveAnEmptyBodyAndFailuresNone) {
  const Method& method = ItemsMethod("Get");
  ItemsHandler handler;
  ServerCall biz(method);
  ASSERT_TRUE(biz.Decode(Key("biz", 1).SerializeAsString()));
  const Status status = biz.Invoke(handler);
  ASSERT_NE(status.biz(), nullptr);
  EXPECT_EQ(*biz.Encode(status), "");
  // A middleware hid the failure: that makes no value of it.
  ServerCall failed(method);
  ASSERT_TRUE(failed.Decode(Key("none", 1).SerializeAsString()));
  EXPECT_EQ(failed.Invoke(handler).code(), Code::kNotFound);
  EXPECT_EQ(failed.Encode(Ok()).status().code(), Code::kNotFound);
}

TEST(ProtobufService, AServerStreamTakesOneMessageAndSendsMany) {
  const Method& method = ItemsMethod("List");
  EXPECT_EQ(method.kind, MethodKind::kServerStream);
  EXPECT_EQ(method.server_message.type, base::KeyOf<kinds::v1::Item_Part>());
  EXPECT_EQ(method.client_message.type, nullptr);
  EXPECT_EQ(method.result, base::KeyOf<Status>());
  ServerCall call(method);
  ItemsHandler handler;
  ScriptedStream stream(method);
  ASSERT_TRUE(call.Decode(Key("p", 2).SerializeAsString()));
  ASSERT_TRUE(call.Invoke(handler, &stream));
  EXPECT_THAT(stream.sent, ElementsAre("\n\2p0", "\n\2p1"));
  EXPECT_EQ(*call.Encode(Ok()), "");
}

TEST(ProtobufService, AClientStreamTakesManyAndAnswersOnce) {
  const Method& method = ItemsMethod("Put");
  EXPECT_EQ(method.kind, MethodKind::kClientStream);
  EXPECT_EQ(method.client_message.type, base::KeyOf<kinds::v1::Item>());
  EXPECT_TRUE(method.arguments.empty());
  ServerCall call(method);
  ItemsHandler handler;
  ScriptedStream stream(method);
  stream.to_read = {Item(1).SerializeAsString(), Item(5).SerializeAsString()};
  ASSERT_TRUE(call.Decode(""));
  ASSERT_TRUE(call.Invoke(handler, &stream));
  EXPECT_THAT(handler.put, ElementsAre(1, 5));
  EXPECT_EQ(*call.Encode(Ok()), "");
  Result<google::protobuf::Empty> result;
  EXPECT_TRUE(method.decode_result("", Limits(), &result));
  EXPECT_TRUE(result.ok());
}

TEST(ProtobufService, ABidirectionalStreamDoesBoth) {
  const Method& method = ItemsMethod("Swap");
  EXPECT_EQ(method.kind, MethodKind::kBidiStream);
  ServerCall call(method);
  ItemsHandler handler;
  ScriptedStream stream(method);
  stream.to_read = {Item(1, "a").SerializeAsString(), Item(2, "b").SerializeAsString(), "\x08"};
  EXPECT_EQ(call.Invoke(handler, &stream).app_exception(), 7);
  EXPECT_THAT(stream.sent, ElementsAre("\n\1a", "\n\1b"));
}

TEST(ProtobufService, BytesThatAreNoMessageAreErrors) {
  ServerCall call(ItemsMethod("Get"));
  const Status status = call.Decode(
      "\x0a\x05"
      "ab");
  EXPECT_EQ(status.app_exception(), 7);
  EXPECT_EQ(status.message(),
            "expected a message shared.base.Key, with strings in UTF-8 and nested at most 64 deep, got 4 bytes that "
            "are none");
}

TEST(ProtobufService, WhatProto2RequiresMustBeThere) {
  ServerCall call(ItemsMethod("Get"));
  EXPECT_EQ(call.Decode("").message(), "message shared.base.Key: required name is not set");
  const shared::base::Key key;
  const void* args[] = {&key};
  Bytes out;
  EXPECT_EQ(ItemsMethod("Get").encode_arguments(args, out).message(),
            "message shared.base.Key: required name is not set");
}

TEST(ProtobufService, NestingHasALimit) {
  // FileDescriptorProto > DescriptorProto > ... nests as deep as one likes.
  const auto nested = [](int depth) {
    google::protobuf::DescriptorProto message;
    google::protobuf::DescriptorProto* at = &message;
    for (int i = 0; i < depth; ++i) at = at->add_nested_type();
    return message.SerializeAsString();
  };
  google::protobuf::DescriptorProto message;
  EXPECT_TRUE(rpc::DecodeProtobuf<google::protobuf::DescriptorProto>(nested(64), Limits(), &message));
  EXPECT_FALSE(rpc::DecodeProtobuf<google::protobuf::DescriptorProto>(nested(65), Limits(), &message));
  for (int depth = 1; depth <= 70; ++depth) {  // small messages have a parser of their own
    Limits low;
    low.depth = depth;
    EXPECT_TRUE(rpc::DecodeProtobuf<google::protobuf::DescriptorProto>(nested(depth), low, &message)) << depth;
    EXPECT_FALSE(rpc::DecodeProtobuf<google::protobuf::DescriptorProto>(nested(depth + 1), low, &message)) << depth;
  }
  Limits limits;
  limits.depth = 65;
  EXPECT_TRUE(rpc::DecodeProtobuf<google::protobuf::DescriptorProto>(nested(65), limits, &message));
}

TEST(ProtobufService, DecodingReplacesWhatWasThere) {
  const MessageCodec& codec = ItemsMethod("Swap").client_message;
  kinds::v1::Item item = Item(1, "old");
  ASSERT_TRUE(codec.decode(Item(2).SerializeAsString(), Limits(), &item));
  EXPECT_FALSE(item.has_part());
}

TEST(ProtobufService, NamesOnTheWireStayWhatTheFileSays) {
  EXPECT_EQ(kinds::v1::Items::Info().package, "kinds.v1");
  EXPECT_EQ(kinds::v1::Items::Info().name, "Items");
  EXPECT_EQ(kinds::v1::Nothing::Info().methods.size(), 0u);
  EXPECT_EQ(GlobalService::Info().package, "");
  std::vector<std::string_view> names;
  for (const Method& method : clash::Service::Info().methods) names.push_back(method.name);
  EXPECT_THAT(names, ElementsAre("Info", "Service", "delete", "status", "client_", "std", "status_"));
}

TEST(ProtobufService, DescriptorsAreThereImportsFirst) {
  std::vector<std::string> paths;
  for (const std::string_view bytes : kinds::v1::Items::Info().descriptors) {
    google::protobuf::FileDescriptorProto file;
    ASSERT_TRUE(file.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())));
    EXPECT_FALSE(file.has_source_code_info());
    paths.push_back(file.name());
  }
  EXPECT_THAT(paths, ElementsAre("google/protobuf/empty.proto", "shared/base.proto", "kinds.proto"));
  google::protobuf::FileDescriptorProto last;
  const std::string_view bytes = kinds::v1::Items::Info().descriptors.back();
  ASSERT_TRUE(last.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())));
  EXPECT_EQ(last.service(0).method(3).name(), "Swap");
}

}  // namespace
}  // namespace elanus
