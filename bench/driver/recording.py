# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""Requests as our own client sends them, recorded from its socket: the load generator sends them again and again."""
import os
import signal
import socket
import struct
import subprocess

from driver import programs


def read_exactly(connection, size):
    parts = []
    while size:
        part = connection.recv(min(size, 1 << 20))
        if not part:
            raise programs.Failed('the connection was closed within a message')
        parts.append(part)
        size -= len(part)
    return b''.join(parts)


def read_message(connection):
    """Four bytes of length and so many more: Framed and TTHeader."""
    head = read_exactly(connection, 4)
    return head + read_exactly(connection, struct.unpack('>I', head)[0])


class Recorder:
    def __init__(self, client, folder):
        self.client, self.folder, self.files = client, folder, {}

    def file(self, transport, size):
        key = transport, size
        if key not in self.files:
            os.makedirs(self.folder, exist_ok=True)
            path = os.path.join(self.folder, f'{transport}-{size}.bin')
            with open(path, 'wb') as file:
                file.write(self.record(transport, size))
            self.files[key] = path
        return self.files[key]

    def record(self, transport, size):
        with socket.create_server(('127.0.0.1', 0)) as listener:
            listener.settimeout(10)
            command = [self.client, '--address', '127.0.0.1:%d' % listener.getsockname()[1], '--callers', '1',
                       '--transport', transport, '--size', str(size)]
            client = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                connection, _ = listener.accept()
                with connection:
                    connection.settimeout(10)
                    return read_message(connection)
            finally:
                client.send_signal(signal.SIGKILL)
                client.wait()


def check_answer(port, request, size):
    """One call, whose answer must hold what was sent. The answer's length."""
    with socket.create_connection(('127.0.0.1', port), timeout=10) as connection:
        with open(request, 'rb') as file:
            connection.sendall(file.read())
        answer = read_message(connection)
    if b'x' * size not in answer:
        raise programs.Failed(f'the answer does not hold the {size} bytes that were sent: {answer[:100]!r}')
    return len(answer)
