// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/grpc/descriptor_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "elanus/grpc/file_descriptor.h"

namespace elanus::grpc {
namespace {

using testing::HasSubstr;

// A file with a bit of everything; the name of the outer message stands behind its parts.
std::string Everything() {
  Bytes out;
  FileDescriptor file(out, "a/b.proto", "a.b");
  file.Message("Plain", [](MessageDescriptor& m) {
    m.Oneof("choice");
    m.InOneof().String(1, "text");
    m.Enum("Colour", {"RED", "GREEN"});
  });
  file.Service("Svc", {{"Call", "Plain", "Plain", MethodKind::kUnary}});
  wire::ProtoWriter w(out);
  w.String(3, "c.proto");
  const std::size_t outer = w.BeginMessage(4);
  const std::size_t inner = w.BeginMessage(3);
  w.String(1, "Inner");
  w.EndMessage(inner);
  w.String(1, "Outer");
  w.EndMessage(outer);
  const std::size_t extension = w.BeginMessage(7);
  w.String(1, "extra");
  w.String(2, ".a.b.Outer");
  w.Int(3, 1000);
  w.EndMessage(extension);
  return std::string(out.view());
}

TEST(DescriptorIndex, FindsWhatAFileDeclares) {
  const std::string bytes = Everything();
  DescriptorIndex index;
  ASSERT_TRUE(index.Add(bytes).ok());
  const DescriptorIndex::File* file = index.ByName("a/b.proto");
  ASSERT_NE(file, nullptr);
  EXPECT_EQ(file->bytes, bytes);
  EXPECT_THAT(file->dependencies, testing::ElementsAre("c.proto"));
  for (const char* symbol : {"a.b.Plain", "a.b.Plain.text", "a.b.Plain.choice", "a.b.Plain.Colour", "a.b.Plain.RED",
                             "a.b.Svc", "a.b.Svc.Call", "a.b.Outer", "a.b.Outer.Inner", "a.b.extra"}) {
    EXPECT_EQ(index.BySymbol(symbol), file) << symbol;
  }
  for (const char* symbol : {"", "a.b", "a.b.Inner", "Plain", "a.b.Plain.Colour.RED", "a.b.Svc.Nope"}) {
    EXPECT_EQ(index.BySymbol(symbol), nullptr) << symbol;
  }
  EXPECT_EQ(index.ByName("c.proto"), nullptr);
}

TEST(DescriptorIndex, ExtensionsBelongToTheirMessage) {
  const std::string bytes = Everything();
  DescriptorIndex index;
  ASSERT_TRUE(index.Add(bytes).ok());
  EXPECT_NE(index.ByExtension("a.b.Outer", 1000), nullptr);
  EXPECT_EQ(index.ByExtension("a.b.Outer", 1001), nullptr);
  EXPECT_EQ(index.ByExtension("a.b.Nope", 1000), nullptr);
  ASSERT_NE(index.ExtensionsOf("a.b.Plain"), nullptr);
  EXPECT_TRUE(index.ExtensionsOf("a.b.Plain")->empty());
  EXPECT_EQ(index.ExtensionsOf("a.b.Outer")->size(), 1u);
}

TEST(DescriptorIndex, AFileIsTakenOnce) {
  const std::string bytes = Everything(), again = Everything();
  DescriptorIndex index;
  ASSERT_TRUE(index.Add(bytes).ok());
  ASSERT_TRUE(index.Add(again).ok());
  EXPECT_EQ(index.ByName("a/b.proto")->bytes.data(), bytes.data());
}

TEST(DescriptorIndex, SaysWhatIsWrong) {
  DescriptorIndex index;
  EXPECT_EQ(index.Add("").message(), "a FileDescriptorProto: expected the name of its file, got none");
  const std::string cut = Everything().substr(0, 20);
  EXPECT_THAT(index.Add(cut).message(), HasSubstr("a FileDescriptorProto: "));
}

TEST(DescriptorIndex, DepthIsBounded) {
  std::string nested;
  for (int i = 0; i < 100; ++i) {
    Bytes out;
    wire::ProtoWriter w(out);
    w.String(1, "M");
    w.String(3, nested);
    nested = out.view();
  }
  Bytes out;
  wire::ProtoWriter w(out);
  w.String(1, "deep.proto");
  w.String(4, nested);
  const std::string bytes(out.view());
  DescriptorIndex index;
  EXPECT_THAT(index.Add(bytes).message(), HasSubstr("expected messages within messages at most 64 deep"));
}

}  // namespace
}  // namespace elanus::grpc
