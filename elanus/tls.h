// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What programs include that encrypt their connections. They link elanus::tls, which is part of elanus::elanus and not
// of elanus::core.
#pragma once

#include "elanus/tls/config.h"  // IWYU pragma: export
#include "elanus/tls/option.h"  // IWYU pragma: export
