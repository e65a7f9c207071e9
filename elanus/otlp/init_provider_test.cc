// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/otlp/init_provider.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "elanus/otlp/test_environment.h"
#include "elanus/telemetry/memory_exporter.h"
#include "elanus/telemetry/span.h"

namespace elanus {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// Sets variables of this process while it lives.
class WithVariable {
 public:
  WithVariable(const char* name, const char* value) : name_(name) { ::setenv(name, value, 1); }
  ~WithVariable() { ::unsetenv(name_); }
  WithVariable(const WithVariable&) = delete;
  WithVariable& operator=(const WithVariable&) = delete;

 private:
  const char* name_;
};

TEST(InitProvider, TracesAProgram) {
  ProviderConfig config("user-service", "1.0.0", "http://localhost:4318", 1.0);
  const auto exporter = std::make_shared<MemoryExporter>();
  config.exporter = exporter;
  {
    auto telemetry = InitProvider(config);
    ASSERT_TRUE(telemetry.ok()) << telemetry.status().ToString();
    Span span(telemetry->Root(), "CallUserServiceWorkflow");
    span.Set("workflow.name", "user-management");
    EXPECT_NE(NewServerSuite(*telemetry), nullptr);
  }
  ASSERT_EQ(exporter->spans().size(), 1u);
  EXPECT_EQ(exporter->spans()[0].Find("workflow.name"), "user-management");
}

TEST(InitProvider, DoesNotNeedTheCollector) {
  const auto telemetry = InitProvider(ProviderConfig("user-service", "1.0.0", "http://127.0.0.1:1", 1.0));
  EXPECT_TRUE(telemetry.ok());
}

TEST(InitProvider, NamesWhatIsWrong) {
  EXPECT_EQ(InitProvider(ProviderConfig("s", "1", "http://localhost:4318", 1.5)).status().message(),
            "telemetry: the sampler ratio must be from 0 to 1, got 1.5");
}

TEST(Tracing, IsASuiteForBothSides) {
  const WithVariable none("OTEL_TRACES_EXPORTER", "none");
  const std::shared_ptr<const Suite> suite = Tracing("hello");
  for (const Role role : {Role::kClient, Role::kServer}) {
    Pipeline pipeline(role);
    WithSuite(suite).Apply(pipeline);
    EXPECT_EQ(pipeline.tracers.size(), 1u);
  }
}

TEST(Tracing, AWrongVariableIsNamedAndTheProgramGoesOn) {
  const WithVariable json("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json");
  otlp::Logged log;
  const std::shared_ptr<const Suite> suite = Tracing("hello");
  ASSERT_NE(suite, nullptr);
  EXPECT_THAT(log.lines, ElementsAre(HasSubstr("OTEL_EXPORTER_OTLP_PROTOCOL=http/json is not supported")));
  Pipeline pipeline(Role::kServer);
  WithSuite(suite).Apply(pipeline);
  EXPECT_EQ(pipeline.tracers.size(), 1u) << "contexts still pass through";
}

}  // namespace
}  // namespace elanus
