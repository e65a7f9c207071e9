// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Sockets of 127.0.0.1. What fails ends the program: a figure would mean nothing.
#pragma once

#include <cstdint>

namespace bench {

// A listener on a free port.
int Listen();
int PortOf(int listener);
// Blocks until somebody connects; the connection does not delay small writes, and does not block.
int Accept(int listener);
// Does not delay small writes, and does not block.
int Connect(int port);
// Level-triggered: ready to read, and to write too if asked for. `data` comes back with the event.
void Watch(int poller, int fd, bool write, void* data, bool again = false);

}  // namespace bench
