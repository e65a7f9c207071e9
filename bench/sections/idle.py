# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""What connections cost that wait: memory of the server's process. Each has had one call. What the kernel keeps for
their sockets is not counted: it is the same for all."""
import socket
import time

from driver import kinds, machine, programs, recording
from driver.section import Row, Section

SETTLES = 0.2


def hold(bench, kind, count):
    request = bench.recorder.file(kind.transport, 1024)
    with open(request, 'rb') as file:
        message = file.read()
    with programs.Server(kind.command(bench), bench.server_cores) as server:
        recording.check_answer(server.port, request, 1024)
        before = server.memory()
        held = []
        try:
            for _ in range(count):
                connection = socket.create_connection(('127.0.0.1', server.port), timeout=10)
                held.append(connection)
                connection.sendall(message)
                recording.read_message(connection)
            time.sleep(SETTLES)
            grown = server.memory() - before
        finally:
            for connection in held:
                connection.close()
    return {'bytes_each': grown / count, 'memory_mb': (before + grown) / 1e6}


def sections(bench):
    count = min(200 if bench.mode == 'smoke' else 10000, machine.raise_file_limit() - 200)
    rows = [Row(kind.name, lambda kind=kind: hold(bench, kind, count), missing=kind.missing(bench))
            for kind in (kinds.RAW, kinds.OURS, kinds.THRIFT)]
    return [Section('idle', f'{count:,} idle connections', ['bytes_each', 'memory'], rows, rounds=1,
                    note="Memory of the server's process; what the kernel keeps for a socket is not counted.")]
