// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/grpc/reflector.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "elanus/grpc/file_descriptor.h"
#include "elanus/grpc/health.h"
#include "elanus/wire/protobuf/reader.h"
#include "elanus/wire/protobuf/writer.h"

namespace elanus::grpc {
namespace {

using Kind = ReflectionRequest::Kind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string Asking(Kind kind, std::string_view text) {
  Bytes out;
  wire::ProtoWriter w(out);
  w.String(1, "here");
  w.String(static_cast<std::uint32_t>(kind), text);
  return std::string(out.view());
}

std::string Extension(std::string_view message, std::int64_t number) {
  Bytes out;
  wire::ProtoWriter w(out);
  w.String(1, message);
  w.Int(2, number);
  return Asking(Kind::kFileOfExtension, out.view());
}

// The texts at one place of a message: the path gives the numbers from the outside in.
std::vector<std::string> TextsAt(std::string_view body, std::vector<std::uint32_t> path) {
  std::vector<std::string> texts;
  wire::ProtoReader r(body);
  for (wire::ProtoField field; r.Next(field);) {
    if (field.number != path.front() || field.type != wire::WireType::kBytes) {
      r.Skip(field);
      continue;
    }
    const std::string_view text = r.ReadBytes();
    if (path.size() == 1) {
      texts.emplace_back(text);
    } else {
      for (std::string& each : TextsAt(text, {path.begin() + 1, path.end()})) texts.push_back(std::move(each));
    }
  }
  EXPECT_TRUE(r.ok()) << r.status().ToString();
  return texts;
}

std::string FileThat(std::string_view name, std::initializer_list<std::string_view> imports, std::string_view message) {
  Bytes out;
  FileDescriptor file(out, name, "p");
  file.Message(message, [](MessageDescriptor&) {});
  wire::ProtoWriter w(out);
  for (const std::string_view import : imports) w.String(3, import);
  return std::string(out.view());
}

class ReflectorTest : public testing::Test {
 protected:
  std::string Answer(const std::string& request) {
    const Result<ReflectionRequest> asked = ReflectionRequest::Parse(request);
    EXPECT_TRUE(asked.ok()) << asked.status().ToString();
    const std::string answer = reflector_.Answer(*asked, sent_);
    EXPECT_THAT(TextsAt(answer, {1}), ElementsAre(asked->host));
    EXPECT_THAT(TextsAt(answer, {2}), ElementsAre(request));
    return answer;
  }
  std::vector<std::string> Files(const std::string& request) { return TextsAt(Answer(request), {4, 1}); }
  std::vector<std::string> Errors(const std::string& request) { return TextsAt(Answer(request), {7, 2}); }

  const std::string top_ = FileThat("top.proto", {"left.proto", "right.proto", "absent.proto"}, "Top");
  const std::string left_ = FileThat("left.proto", {"base.proto"}, "Left");
  const std::string right_ = FileThat("right.proto", {"base.proto"}, "Right");
  const std::string base_ = FileThat("base.proto", {}, "Base");
  const std::string_view files_[4] = {top_, left_, right_, base_};
  const ServiceInfo proto_ = {.name = "Proto", .package = "p", .methods = {}, .descriptors = files_};
  const ServiceInfo thrift_ = {.name = "Thrift", .package = "t", .methods = {}, .descriptors = {}};
  const ServiceInfo bare_ = {.name = "Bare", .package = "", .methods = {}, .descriptors = {}};
  std::set<std::string_view> sent_;
  const Reflector reflector_{{&thrift_, &proto_, &bare_}};
};

TEST_F(ReflectorTest, ListsTheServicesThatItCanDescribe) {
  EXPECT_THAT(TextsAt(Answer(Asking(Kind::kListServices, "*")), {6, 1, 1}), ElementsAre("p.Proto"));
}

TEST_F(ReflectorTest, AFileComesWithAllThatItImportsOnce) {
  EXPECT_THAT(Files(Asking(Kind::kFileOfSymbol, "p.Top")), ElementsAre(top_, left_, right_, base_));
  // Again only what is asked for.
  EXPECT_THAT(Files(Asking(Kind::kFileByName, "left.proto")), ElementsAre(left_));
  EXPECT_THAT(Files(Asking(Kind::kFileOfSymbol, "p.Top")), ElementsAre(top_));
}

TEST_F(ReflectorTest, SaysWhatIsNotThere) {
  EXPECT_THAT(Errors(Asking(Kind::kFileByName, "x.proto")),
              ElementsAre("no file x.proto belongs to a service of this server"));
  EXPECT_THAT(Errors(Asking(Kind::kFileOfSymbol, "p.Nope")), ElementsAre("no file of this server declares p.Nope"));
  EXPECT_THAT(Errors(Asking(Kind::kFileOfSymbol, "t.Thrift")),
              ElementsAre("t.Thrift is a Thrift service: it has no Protobuf descriptor"));
  EXPECT_THAT(Errors(Extension("p.Top", 7)), ElementsAre("no file of this server declares extension 7 of p.Top"));
  EXPECT_THAT(Errors(Asking(Kind::kExtensionsOf, "p.Nope")),
              ElementsAre("no file of this server declares message p.Nope"));
  EXPECT_THAT(TextsAt(Answer(Asking(Kind::kExtensionsOf, "p.Top")), {5, 1}), ElementsAre("p.Top"));
}

TEST_F(ReflectorTest, ARequestMustAskSomething) {
  Bytes out;
  wire::ProtoWriter w(out);
  w.String(1, "host");
  EXPECT_THAT(Errors(std::string(out.view())), ElementsAre(HasSubstr("got none of them")));
  EXPECT_THAT(ReflectionRequest::Parse("\x0a\x7f").status().message(), HasSubstr("ServerReflectionRequest: "));
}

TEST_F(ReflectorTest, TheServicesOfThisFolderDescribeThemselves) {
  const Reflector reflector({&HealthInfo()});
  const std::string request = Asking(Kind::kFileOfSymbol, "grpc.health.v1.Health.Watch");
  std::set<std::string_view> sent;
  const std::string answer = reflector.Answer(*ReflectionRequest::Parse(request), sent);
  EXPECT_THAT(TextsAt(answer, {4, 1}), ElementsAre(HealthInfo().descriptors[0]));
  EXPECT_THAT(TextsAt(answer, {7, 2}), IsEmpty());
}

}  // namespace
}  // namespace elanus::grpc
