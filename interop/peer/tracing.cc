// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "interop/peer/tracing.h"

#include <utility>

namespace peer {

using elanus::TracerProvider;

elanus::Result<std::unique_ptr<TracerProvider>> StartTracing(const Options& options) {
  std::unique_ptr<TracerProvider> provider;
  if (options.otlp.empty()) return provider;
  const bool has_scheme = options.otlp.find("://") != std::string::npos;
  auto made = elanus::InitProvider(elanus::ProviderConfig(
      options.name, "1.0.0", has_scheme ? options.otlp : elanus::StrCat("http://", options.otlp), options.ratio));
  if (!made) return made.status();
  provider = std::make_unique<TracerProvider>(std::move(*made));
  return provider;
}

}  // namespace peer
