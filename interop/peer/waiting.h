// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Small helpers of the cases that wait.
#pragma once

#include <string>

#include "elanus/elanus.h"

namespace peer {

// A key that no other run has.
std::string RandomKey();
elanus::Task<void> FireAfter(elanus::async::CancelSignal& signal, elanus::Duration wait);

}  // namespace peer
