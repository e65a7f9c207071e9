// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// How the library starts threads: signals are the program's business and never land on them.
#pragma once

#include <functional>
#include <thread>

namespace elanus::async {

// The thread blocks every signal but those that a fault of its own raises: crash handlers and sanitizers want these on
// the thread that failed. `name` has at most 15 bytes. Throws std::system_error when the system has no thread.
std::thread StartQuietThread(const char* name, std::function<void()> run);

}  // namespace elanus::async
