// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// End to end: real bytes over HTTP in, what curl and the browser read out.
#include "tools/elanus/traces/viewer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>

#include <nlohmann/json.hpp>

#include "elanus/async/wait.h"
#include "elanus/otlp/trace_service.h"
#include "tools/elanus/traces/test_spans.h"

namespace elanus::traces {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

const std::string kTracePath = "/traces/" + ToHex(kTestTrace);
constexpr const char* kProtobuf = "application/x-protobuf";

TracesOptions AnyPort() {
  TracesOptions options;
  options.otlp = "127.0.0.1:0";
  options.grpc = "127.0.0.1:0";
  options.ui = "127.0.0.1:0";
  return options;
}

class ViewerTest : public testing::Test {
 protected:
  ViewerTest() : ViewerTest(AnyPort()) {}
  explicit ViewerTest(const TracesOptions& options) : viewer_(options, Clock::System()) {
    Status started = viewer_.Start();
    EXPECT_TRUE(started.ok()) << started.ToString();
    otlp_ = std::make_unique<httplib::Client>("127.0.0.1", viewer_.otlp().port());
    ui_ = std::make_unique<httplib::Client>("127.0.0.1", viewer_.ui().port());
  }

  httplib::Result Export(const std::string& body, const char* type = kProtobuf) {
    return otlp_->Post("/v1/traces", body, type);
  }
  std::string Read(const std::string& path, int status = 200) {
    auto answer = ui_->Get(path);
    if (!answer) {
      ADD_FAILURE() << "no answer to " << path;
      return "";
    }
    EXPECT_EQ(answer->status, status) << path;
    return answer->body;
  }
  json Stats() { return json::parse(Read("/api/traces"))["stats"]; }

  Viewer viewer_;
  std::unique_ptr<httplib::Client> otlp_;
  std::unique_ptr<httplib::Client> ui_;
};

Task<Status> ExportByGrpc(otlp::TraceServiceClient& client, std::string batch, std::string& answer) {
  const Context ctx;
  const CallOptions options;
  const grpc::EncodedMessage request(std::move(batch));
  auto response = co_await client.Export(ctx, request, options);
  if (response.ok()) answer = response->bytes;
  co_return response.status();
}

Task<Status> OnLoop(Runtime& runtime, otlp::TraceServiceClient& client, std::string batch, std::string& answer) {
  co_await runtime.loop(0).Hop();
  Status status = co_await ExportByGrpc(client, std::move(batch), answer);
  co_return status;
}

TEST_F(ViewerTest, SpansComeByGrpc) {
  otlp::TraceServiceClient client("viewer", WithHostPorts(viewer_.grpc().ToString()),
                                  WithTransportProtocol(Transport::kGrpc), WithGRPCCompressor("gzip"),
                                  WithConnectTimeout(std::chrono::seconds(5)));
  std::string answer = "none";
  Runtime::Options one_loop;
  one_loop.loops = 1;
  Runtime runtime(one_loop);
  const auto send = [&](std::string batch) { return Wait(OnLoop(runtime, client, std::move(batch), answer)); };
  Status sent = send(OtlpBytes(GuideSpans(/*failing=*/true)));
  EXPECT_TRUE(sent.ok()) << sent.ToString();
  EXPECT_EQ(answer, "");
  EXPECT_THAT(Read(kTracePath + ".txt"), HasSubstr("10 spans of 2 services"));
  sent = send("\xff\xff garbage");
  EXPECT_EQ(sent.code(), Code::kInvalidArgument) << sent.ToString();
  EXPECT_EQ(Stats()["requests"], 2);
}

TEST_F(ViewerTest, SpansGoInAndTextAndJsonComeOut) {
  auto answer = Export(OtlpBytes(GuideSpans(/*failing=*/true)));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->body, "");  // an empty ExportTraceServiceResponse: all was taken
  EXPECT_EQ(answer->get_header_value("Content-Type"), kProtobuf);

  std::string text = Read(kTracePath + ".txt");
  EXPECT_THAT(text, HasSubstr("CallUserServiceWorkflow  10.0 ms  10 spans of 2 services  TTHeader|Framed  1 error"));
  EXPECT_THAT(text, HasSubstr("exception.message = dial tcp 127.0.0.1:6379: connection refused"));
  EXPECT_EQ(text, Read("/trace/" + ToHex(kTestTrace) + ".txt"));

  json otlp = json::parse(Read(kTracePath + ".json"));
  EXPECT_EQ(otlp["resourceSpans"].size(), 10u);  // as they were sent
  EXPECT_EQ(json::parse(Read("/api" + kTracePath))["rows"].size(), 10u);
  json list = json::parse(Read("/api/traces"));
  ASSERT_EQ(list["traces"].size(), 1u);
  EXPECT_EQ(list["traces"][0]["services"], json::array({"user-client", "user-service"}));
  EXPECT_EQ(list["stats"]["kept"], 10);
}

TEST_F(ViewerTest, GzipIsUnpacked) {
  otlp_->set_compress(true);
  auto answer = otlp_->Post("/v1/traces", OtlpBytes(GuideSpans()), kProtobuf);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(Stats()["kept"], 10);
}

TEST_F(ViewerTest, AGzipBombEndsAtTheLimit) {
  otlp_->set_compress(true);
  auto answer = otlp_->Post("/v1/traces", std::string(kMaxRequestBytes + 1, '\0'), kProtobuf);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 413);
  EXPECT_EQ(Stats()["refused"], 1);
}

TEST_F(ViewerTest, JsonIsTakenToo) {
  Export(OtlpBytes(GuideSpans()));
  std::string once = Read(kTracePath + ".json");
  auto answer = Export(once, "application/json; charset=utf-8");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->body, "{}");
  EXPECT_EQ(Stats()["duplicate"], 10);
}

TEST_F(ViewerTest, BadRequestsAreToldWhy) {
  auto answer = Export("\x0a\x7fshort");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 400);
  EXPECT_THAT(answer->body, HasSubstr("expected"));
  EXPECT_EQ(Export("hello", "text/plain")->status, 415);
  EXPECT_EQ(Export("{", "application/json")->status, 400);
  httplib::Headers zstd{{"Content-Encoding", "zstd"}};
  EXPECT_EQ(otlp_->Post("/v1/traces", zstd, "x", kProtobuf)->status, 415);
  EXPECT_EQ(Stats()["refused"], 4);
  EXPECT_EQ(Export(OtlpBytes(GuideSpans()))->status, 200);  // and life goes on
}

TEST_F(ViewerTest, SpansWithoutIdsAreAPartialSuccess) {
  std::vector<Span> spans = GuideSpans();
  spans[3].id = 0;
  auto answer = Export(OtlpBytes(spans));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  EXPECT_THAT(answer->body, HasSubstr("1 spans had no valid trace id"));
  EXPECT_EQ(Stats()["invalid"], 1);
}

TEST_F(ViewerTest, MetricsAreAnsweredAndNotKept) {
  auto answer = otlp_->Post("/v1/metrics", "anything", kProtobuf);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  EXPECT_THAT(answer->body, HasSubstr("traces only"));
  EXPECT_EQ(Stats()["ignored"], 1);
}

TEST_F(ViewerTest, UnknownTracesAndPathsAreNotFound) {
  EXPECT_THAT(Read(kTracePath + ".txt", 404), HasSubstr("not here"));
  EXPECT_THAT(Read("/api" + kTracePath, 404), HasSubstr("not here"));
  EXPECT_THAT(Read("/traces/xyz.json", 404), HasSubstr("32 hex digits"));
  EXPECT_THAT(Read("/etc/passwd", 404), HasSubstr("nothing here"));
  EXPECT_THAT(Read("/traces/" + std::string(5000, 'a'), 404), HasSubstr("32 hex digits"));
}

TEST_F(ViewerTest, ThePageAllowsItsOwnScriptOnly) {
  auto one = ui_->Get("/");
  auto two = ui_->Get(kTracePath);
  ASSERT_TRUE(one && two);
  std::string policy = one->get_header_value("Content-Security-Policy");
  EXPECT_THAT(policy, HasSubstr("default-src 'none'"));
  std::size_t at = policy.find("script-src 'nonce-");
  ASSERT_NE(at, std::string::npos);
  std::string nonce = policy.substr(at + 18, 16);
  EXPECT_THAT(one->body, HasSubstr("<script nonce=\"" + nonce + "\">"));
  EXPECT_THAT(two->body, Not(HasSubstr(nonce)));
  EXPECT_THAT(one->body, Not(HasSubstr("@NONCE@")));
  EXPECT_THAT(one->body, Not(HasSubstr("src=\"http")));
  EXPECT_LT(one->body.size(), 100'000u);
}

TEST_F(ViewerTest, NothingIsCompressedOnTheWayOut) {
  Export(OtlpBytes(GuideSpans()));
  httplib::Headers browser{{"Accept-Encoding", "gzip, deflate, br"}};
  for (const std::string& path : {std::string("/"), kTracePath + ".json", kTracePath + ".txt"}) {
    auto answer = ui_->Get(path, browser);
    ASSERT_TRUE(answer) << path;
    EXPECT_FALSE(answer->has_header("Content-Encoding")) << path;
    EXPECT_EQ(answer->get_header_value("Content-Length"), std::to_string(answer->body.size())) << path;
  }
  EXPECT_EQ(ui_->Head("/")->status, 200);
}

TEST_F(ViewerTest, OtherHostNamesAreRefused) {
  httplib::Headers evil{{"Host", "evil.example:16686"}};
  EXPECT_EQ(ui_->Get("/api/traces", evil)->status, 403);
  httplib::Headers local{{"Host", "localhost:16686"}};
  EXPECT_EQ(ui_->Get("/api/traces", local)->status, 200);
}

TEST_F(ViewerTest, FilesAreImported) {
  Export(OtlpBytes(GuideSpans()));
  std::string file = Read(kTracePath + ".json");
  Viewer other(AnyPort(), Clock::System());
  ASSERT_TRUE(other.Start().ok());
  httplib::Client page("127.0.0.1", other.ui().port());
  EXPECT_EQ(page.Post("/api/import", file, "text/plain")->status, 415);  // what any web page could send
  auto answer = page.Post("/api/import", file, "application/json");
  ASSERT_TRUE(answer);
  EXPECT_EQ(json::parse(answer->body)["trace"], ToHex(kTestTrace));
  EXPECT_EQ(page.Get(kTracePath + ".json")->body, file);
}

TEST_F(ViewerTest, TheLiveListTellsOfNewTraces) {
  std::string seen;
  int lines = 0;
  auto answer = ui_->Get("/api/live", [&](const char* data, std::size_t size) {
    seen.append(data, size);
    if (++lines == 1) Export(OtlpBytes(GuideSpans()));
    return seen.find("CallUserServiceWorkflow") == std::string::npos;
  });
  EXPECT_THAT(seen, HasSubstr("data: {\"traces\":[]"));
  EXPECT_THAT(seen, HasSubstr(ToHex(kTestTrace)));
}

TEST_F(ViewerTest, StoppingEndsLiveLists) {
  std::thread reader([&] {
    httplib::Client client("127.0.0.1", viewer_.ui().port());
    client.Get("/api/live", [&](const char*, std::size_t) {
      viewer_.store().Wake();
      return true;
    });
  });
  while (viewer_.store().Stats(TimePoint(1)).spans_received == 0) Export(OtlpBytes(GuideSpans()));
  viewer_.Stop();
  reader.join();
}

TEST(Viewer, ATakenPortIsAnErrorThatNamesIt) {
  Viewer first(AnyPort(), Clock::System());
  ASSERT_TRUE(first.Start().ok());
  TracesOptions options = AnyPort();
  options.ui = first.ui().ToString();
  Viewer second(options, Clock::System());
  Status status = second.Start();
  EXPECT_FALSE(status.ok());
  EXPECT_THAT(status.message(), HasSubstr("--ui: cannot listen on " + first.ui().ToString()));
}

TEST(Viewer, BadOptionsAreToldWhy) {
  TracesOptions options = AnyPort();
  options.otlp = "nonsense";
  EXPECT_THAT(Viewer(options, Clock::System()).Start().message(), HasSubstr("--otlp: "));
  options = AnyPort();
  options.link = "javascript:alert(1)";
  EXPECT_THAT(Viewer(options, Clock::System()).Start().message(), HasSubstr("--link: expected an http://"));
}

}  // namespace
}  // namespace elanus::traces
