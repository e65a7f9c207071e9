// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/resource.h"

#include <gtest/gtest.h>

#include <unistd.h>

namespace elanus {
namespace {

TEST(Resource, ReadsAttributes) {
  const auto resource = Resource::Parse("service.namespace=shop, deployment.environment = a%20b%2C ,,x=");
  ASSERT_TRUE(resource.ok()) << resource.status().ToString();
  EXPECT_EQ(resource->Text("service.namespace"), "shop");
  EXPECT_EQ(resource->Text("deployment.environment"), "a b,");
  EXPECT_EQ(resource->attributes().size(), 3u);
}

TEST(Resource, OneErrorAndNothingCounts) {
  EXPECT_EQ(Resource::Parse("a=1,b").status().message(), "resource attributes: expected key=value, got \"b\"");
  EXPECT_EQ(Resource::Parse("a=1,=2").status().message(), "resource attributes: expected key=value, got \"=2\"");
  EXPECT_EQ(Resource::Parse("a=%4").status().message(),
            "resource attributes: value of a: expected two hex digits behind the % at offset 0");
}

TEST(Resource, AddsOnlyWhatIsMissing) {
  Resource mine;
  mine.Set("service.name", "mine");
  Resource other;
  other.Set("service.name", "other").Set("host.name", "h");
  mine.AddMissing(other);
  EXPECT_EQ(mine.Text("service.name"), "mine");
  EXPECT_EQ(mine.Text("host.name"), "h");
}

TEST(Resource, DetectsTheProcess) {
  const Resource found = Resource::Detect();
  EXPECT_EQ(found.Text("os.type"), "linux");
  EXPECT_EQ(found.Text("process.executable.name"), "telemetry_test");
  EXPECT_EQ(std::get<std::int64_t>(found.attributes().at("process.pid")), ::getpid());
  EXPECT_FALSE(found.Text("host.name").empty());
  EXPECT_FALSE(found.Text("os.description").empty());
  EXPECT_FALSE(found.Text("process.owner").empty());
  EXPECT_EQ(found.attributes().count("process.command_args"), 0u) << "command lines hold secrets";
  EXPECT_EQ(Resource::DefaultService().Text("service.name"), "unknown_service:telemetry_test");
}

}  // namespace
}  // namespace elanus
