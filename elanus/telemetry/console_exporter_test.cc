// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/console_exporter.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "elanus/telemetry/span.h"
#include "elanus/telemetry/test_provider.h"

namespace elanus {
namespace {

TEST(ConsoleExporter, WritesOneLineASpan) {
  char* text = nullptr;
  std::size_t size = 0;
  std::FILE* file = ::open_memstream(&text, &size);
  std::string trace;
  std::string outer_id;
  {
    TracerProviderOptions options;
    options.exporter = std::make_shared<ConsoleExporter>(file);
    telemetry::TestProvider test(options);
    {
      Span outer(test.Root(), "UserService.GetUser");
      trace = outer.span_context().trace_id.ToString();
      outer_id = outer.span_context().span_id.ToString();
      Span inner(outer, "MySQL.SelectUser\n\x1b[2J", SpanOptions().Kind(SpanKind::kClient));
      inner.Set("db.user_id", 7);
      test.loop.clock().Advance(std::chrono::microseconds(1500));
      const Status failed = inner.Fail(NotFound("no \"user\""));
      EXPECT_FALSE(failed.ok());
      inner.End();
      outer.Ok();
    }
    EXPECT_TRUE(test.Spans().empty());
  }
  std::fclose(file);
  const std::string written(text, size);
  std::free(text);
  EXPECT_EQ(std::count(written.begin(), written.end(), '\n'), 2);
  EXPECT_TRUE(written.starts_with(
      "2023-11-14T22:13:21.000000Z 1.500ms client \"MySQL.SelectUser\\x0a\\x1b[2J\" trace=" + trace + " span="))
      << written;
  EXPECT_NE(written.find(" parent=" + outer_id + " status=Error:\"no \\x22user\\x22\" db.user_id=\"7\""),
            std::string::npos)
      << written;
  EXPECT_NE(written.find("[at 1500us exception exception.type=\"NotFound\""), std::string::npos) << written;
  EXPECT_NE(written.find("internal \"UserService.GetUser\" trace=" + trace + " span=" + outer_id + " status=Ok"),
            std::string::npos)
      << written;
}

}  // namespace
}  // namespace elanus
