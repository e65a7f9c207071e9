// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A program's words, the environment and the defaults made into one: in this order, or with the first two changed
// (ProviderConfig::environment_wins). The variable of the signal (OTEL_EXPORTER_OTLP_TRACES_...) comes before the
// general one.
#pragma once

#include "elanus/base/result.h"
#include "elanus/otlp/environment.h"
#include "elanus/otlp/exporter.h"
#include "elanus/otlp/provider_config.h"
#include "elanus/telemetry/provider_options.h"

namespace elanus::otlp {

// Options with the exporter still missing.
class Settings {
 public:
  enum class Exporter { kOtlp, kConsole, kNone };
  TracerProviderOptions options;
  Exporter exporter = Exporter::kOtlp;
  ExporterSettings otlp;
};

// A wrong word of the program is an error. So is a protocol or an endpoint in the environment that cannot be served;
// other variables that cannot be read are named in a warning and left out.
Result<Settings> ReadSettings(const ProviderConfig& config, const Environment& environment);

// The exporter that the settings ask for; null for none.
std::shared_ptr<SpanExporter> MakeExporter(const Settings& settings);

}  // namespace elanus::otlp
