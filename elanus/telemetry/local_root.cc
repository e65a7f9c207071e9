// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/local_root.h"

#include "elanus/telemetry/batch_processor.h"

namespace elanus::telemetry {

void LocalRoot::Finished(std::string_view encoded, bool sampled) const {
  if (sampled && processor_ != nullptr) processor_->OnEnd(encoded);
}

}  // namespace elanus::telemetry
