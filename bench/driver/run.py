# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""What a run of the benchmark has: its programs, its times, and how they are asked for."""
import os

from driver import programs, recording


class Bench:
    """`mode`: smoke, quick or full."""

    def __init__(self, source, build, results, mode, seconds, warm_up, rounds, whole_build=False):
        self.source, self.build, self.results, self.mode = source, build, results, mode
        self.whole_build = whole_build
        self.seconds_given = False  # on the command line: then no section knows better
        self.seconds, self.warm_up, self.rounds = seconds, warm_up, rounds
        self.server_cores, self.load_cores = programs.SERVER_CORE, programs.LOAD_CORE
        if len(os.sched_getaffinity(0)) < 2:
            self.server_cores = self.load_cores = programs.UNPINNED
        self.peaks = {}  # of this run: calls a second of each round, by the load and the server
        self.recorder = recording.Recorder(self.program('elanus_client'), os.path.join(results, 'requests'))

    def program(self, name):
        return os.path.join(self.build, 'bench', name)

    def missing(self, name):
        """Why there is no such program; None when there is."""
        return None if os.path.exists(self.program(name)) else 'not built: ./run setup bench installs what it needs'

    def window(self):
        return ['--seconds', str(self.seconds), '--warm-up', str(self.warm_up)]

    def load(self, server, request, reply, connections, in_flight, rate=0):
        """The load generator against a server, in figures."""
        command = [self.program('load'), '--port', server.port, '--request', request, '--reply', reply, '--connections',
                   connections, '--in-flight', in_flight, '--rate', rate, '--server', server.pid]
        return self.client(command)

    def client(self, command):
        """A program that measures over a window."""
        return programs.run([str(word) for word in command] + self.window(), self.load_cores,
                            self.seconds + self.warm_up + 30)
