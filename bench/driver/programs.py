# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""The programs that are measured, as processes: each says in lines of JSON where it listens and what it measured."""
import json
import os
import signal
import subprocess
import tempfile
import time

from driver import machine

SERVER_CORE, LOAD_CORE = {0}, {1}
UNPINNED = None


class Failed(Exception):
    """A program did not do what it is there for."""


def run(command, cores, timeout):
    """The JSON of the last line that the program prints until it ends."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=timeout,
                          preexec_fn=lambda: machine.own_session(cores), check=False)
    name = os.path.basename(command[0])
    if done.returncode != 0:
        raise Failed(f'{name} ended with {done.returncode}: {(done.stderr or done.stdout).strip()[-500:]}')
    return last_json(done.stdout, name)


def last_json(text, name):
    lines = text.strip().split('\n')
    try:
        return json.loads(lines[-1])
    except ValueError as error:
        raise Failed(f'{name}: expected a line of JSON, got {lines[-1]!r}') from error


class Server:
    """A server for the length of a `with`."""

    def __init__(self, command, cores=SERVER_CORE):
        self.command, self.cores = command, cores
        self.name = os.path.basename(command[0])
        self.port = self.pid = self.last_words = None

    def __enter__(self):
        environment = {k: v for k, v in os.environ.items() if not k.startswith('OTEL_')}
        self.errors = tempfile.TemporaryFile('w+')
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=self.errors, text=True, env=environment,
                                        preexec_fn=lambda: machine.own_session(self.cores))
        self.pid = self.process.pid
        line = self.process.stdout.readline()
        if not line:
            self.process.wait()
            raise Failed(f'{self.name} ended with {self.process.returncode} before it said its port: {self.said()}')
        self.port = last_json(line, self.name)['port']
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            words, _ = self.process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()
            raise Failed(f'{self.name} did not end within 20 s of SIGTERM') from None
        if self.process.returncode != 0:
            raise Failed(f'{self.name} ended with {self.process.returncode}: {self.said()}')
        if words.strip():
            self.last_words = last_json(words, self.name)

    def said(self):
        """The end of its standard error."""
        self.errors.seek(0)
        return self.errors.read().strip()[-500:]

    def cpu(self):
        """Seconds so far, exact to the nanosecond."""
        return time.clock_gettime((~self.pid << 3) | 2)

    def memory(self, what='VmRSS'):
        """In bytes: VmRSS is now, VmHWM the most so far."""
        with open(f'/proc/{self.pid}/status') as file:
            for line in file:
                if line.startswith(what + ':'):
                    return int(line.split()[1]) * 1024
        raise Failed(f'{self.name} has no {what}')
