#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""kitex_protobuf.py [PEER]: the tapes of Kitex-Protobuf (TTHeaderFramed), both ways. What a Kitex client said goes to our server,
which must answer as Kitex's did; and our client is answered as Kitex's client was, and must ask and understand as it did."""
import argparse
import glob
import json
import os
import socket
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import peers  # noqa: E402
from tapes import grpc_client, grpc_server, tape as tapes  # noqa: E402

FOLDERS = ('kitex_protobuf', 'kitex_protobuf-crc', 'kitex_protobuf-nometa')
SKIPPED = {'hop2': "the second server's connections are not in the client's part of the tape"}
# Bodies are not compared: Kitex writes negative numbers in five bytes (wire.md 14.1), drops what is empty, and its texts are its own.
OWN_BODIES = ('everything', 'extremes', 'presence_lost', 'handler_error', 'panic', 'grpc_status', 'timeout', 'cancel')
# Not told to our client: the first answer comes when nobody waits for it, or it is an echo of the recorded client's values.
NOT_TOLD = ('timeout', 'cancel', 'extremes')
OURS_ALONE = ('crc32c',)  # follows from the bytes


class Message:
    """A whole message: a frame, within a TTHeader or alone."""

    def __init__(self, data):
        self.bytes, self.texts, self.numbers, at = data, {}, {}, 4
        if data[4:6] == b'\x10\0':
            self.read_infos(data[16:14 + 4 * int.from_bytes(data[12:14], 'big')])
            at = 18 + 4 * int.from_bytes(data[12:14], 'big')
        if data[at:at + 2] != b'\x90\x01':
            raise ValueError(f'expected a message of Kitex-Protobuf, got {data[at:at + 4].hex()}')
        self.kind, name = int.from_bytes(data[at + 2:at + 4], 'big'), int.from_bytes(data[at + 4:at + 8], 'big')
        self.method, end = data[at + 8:at + 8 + name].decode(), at + 8 + name
        self.sequence, self.body = int.from_bytes(data[end:end + 4], 'big'), data[end + 4:]

    def read_infos(self, data):
        at = 0

        def take(size):
            nonlocal at
            at += size
            return data[at - size:at]

        def text():
            return take(int.from_bytes(take(2), 'big'))

        while at < len(data):
            kind = take(1)[0]
            if kind == 0:
                continue
            for _ in range(int.from_bytes(take(2), 'big')):
                key = text() if kind == 1 else int.from_bytes(take(2), 'big')
                (self.texts if kind == 1 else self.numbers)[key] = text()

    def said(self, case, reply):
        """What must be the same."""
        texts = {key: value for key, value in self.texts.items() if key.decode() not in OURS_ALONE}
        if b'biz-extra' in texts:
            texts[b'biz-extra'] = json.loads(texts[b'biz-extra'])
        body = self.body[:2] if self.kind == 3 else None if case in OWN_BODIES else sorted(self.body)
        # Where it comes from and for how long it waits differs between clients.
        numbers = None if not reply else self.numbers
        return {'kind': self.kind, 'method': self.method, 'texts': texts if reply else None, 'numbers': numbers, 'body': body}


class Cut:
    """The whole messages of one side."""

    def __init__(self):
        self.bytes, self.messages = b'', []

    def feed(self, data):
        self.bytes += data
        while len(self.bytes) >= 4 and len(self.bytes) >= 4 + int.from_bytes(self.bytes[:4], 'big'):
            size = 4 + int.from_bytes(self.bytes[:4], 'big')
            self.messages.append(Message(self.bytes[:size]))
            self.bytes = self.bytes[size:]


def recorded(tape):
    """By connection: the requests and the replies."""
    sides = {}
    for number, direction, data in tape.lines:
        sides.setdefault(number, {'>': Cut(), '<': Cut()})[direction].feed(data)
    return sides


def ask(tape, port):
    """What our server replied, by connection."""
    sockets, ours, kitex = {}, {}, {}

    def wait():
        end = time.monotonic() + grpc_server.WAIT
        while time.monotonic() < end:
            behind = [n for n in sockets if len(ours[n].messages) < len(kitex[n].messages)]
            if not behind:
                return
            for number in behind:
                sockets[number].settimeout(0.05)
                try:
                    data = sockets[number].recv(1 << 16)
                except socket.timeout:
                    continue
                if not data:
                    del sockets[number]
                    break
                ours[number].feed(data)

    for number, direction, data in tape.lines:
        if number not in ours:
            sockets[number], ours[number], kitex[number] = socket.create_connection(('127.0.0.1', port)), Cut(), Cut()
        if direction == '<':
            kitex[number].feed(data)
            continue
        wait()
        if number in sockets:
            sockets[number].sendall(data)
    wait()
    for one in sockets.values():
        one.close()
    return {number: cut.messages for number, cut in ours.items()}


def check_server(path, port):
    case, tape = os.path.basename(path)[:-4], tapes.Tape(path)
    wrong, ours = [], ask(tape, port)
    for number, sides in recorded(tape).items():
        theirs, mine = sides['<'].messages, ours[number]
        if len(theirs) != len(mine):
            wrong.append(f'connection {number}: expected {len(theirs)} replies, got {len(mine)}')
        for a, b in zip(theirs, mine):
            if a.said(case, True) != b.said(case, True):
                wrong.append(f'connection {number}: expected {a.said(case, True)!r:.400}, got {b.said(case, True)!r:.400}')
    return wrong


class Answering(threading.Thread):
    """A server that gives the recorded replies, one after the other over all its connections."""

    def __init__(self, replies):
        super().__init__(daemon=True)
        self.replies, self.requests, self.lock = list(replies), [], threading.Lock()
        self.listener = socket.create_server(('127.0.0.1', 0))
        self.port = self.listener.getsockname()[1]

    def run(self):
        while True:
            try:
                one, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(one,), daemon=True).start()

    def serve(self, one):
        cut, answered = Cut(), 0
        while data := one.recv(1 << 16):
            cut.feed(data)
            for request in cut.messages[answered:]:
                answered += 1
                with self.lock:
                    self.requests.append(request)
                    reply = self.replies.pop(0) if self.replies else None
                if reply is not None:
                    one.sendall(renumbered(reply, request.sequence))


def renumbered(reply, sequence):
    """An unknown method's error carries a number of its own in Kitex: clients must not look at it."""
    if reply.kind == 3 or reply.sequence == sequence:
        return reply.bytes
    number, data = sequence.to_bytes(4, 'big'), bytearray(reply.bytes)
    if data[4:6] == b'\x10\0':
        data[8:12] = number
    at = len(data) - len(reply.body) - 4
    data[at:at + 4] = number
    return bytes(data)


def check_client(peer, path):
    case, folder, tape = os.path.basename(path)[:-4], os.path.basename(os.path.dirname(path)), tapes.Tape(path)
    sides = recorded(tape)
    server = Answering([reply for side in sides.values() for reply in side['<'].messages])
    server.start()
    command = [peer, 'client', '--connect', f'127.0.0.1:{server.port}', '--transport', 'kitex_protobuf', '--case', case]
    command += ['--meta', 'off'] if 'nometa' in folder else []
    command += ['--crc', 'on'] if 'crc' in folder else []
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=60, check=False)
    server.listener.close()
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith('{')]
    if len(lines) != 1:
        return [f'expected one line of JSON, got {done.stdout!r:.200} {done.stderr!r:.300}']
    wrong = []
    asked = [request for side in sides.values() for request in side['>'].messages]
    if len(asked) < len(server.requests):  # after an error Kitex's client pings once more
        wrong.append(f'expected {len(asked)} requests, got {len(server.requests)}')
    for a, b in zip(asked, server.requests):
        if a.said(case, False) != b.said(case, False):
            wrong.append(f'expected the request {a.said(case, False)!r:.300}, got {b.said(case, False)!r:.300}')
    mine, theirs = grpc_client.outcome(lines[0]), grpc_client.outcome(tape.outcome)
    if mine != theirs:
        wrong.append(f'expected the outcome {theirs}, got {mine}')
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('peer', nargs='?', default=os.path.join(peers.ROOT, 'build/dev/interop/peer/peer'))
    parser.add_argument('--only', help='FOLDER/CASE')
    arguments = parser.parse_args()
    failed, done = 0, 0
    for folder in FOLDERS:
        words = (['--meta', 'off'] if 'nometa' in folder else []) + (['--crc', 'on'] if 'crc' in folder else [])
        with grpc_server.peers_server(arguments.peer, words) as port:
            for path in sorted(glob.glob(os.path.join(grpc_server.DATA, folder, '*.txt'))):
                case, name = os.path.basename(path)[:-4], os.path.relpath(path, grpc_server.DATA)[:-4]
                if case in SKIPPED or (arguments.only and arguments.only != name):
                    continue
                both = [('server', check_server(path, port))]
                if case not in NOT_TOLD:
                    both.append(('client', check_client(arguments.peer, path)))
                for side, wrong in both:
                    done += 1
                    failed += bool(wrong)
                    for line in wrong:
                        print(f'{name}, our {side}: {line}')
    print(f'{done - failed} replays of Kitex-Protobuf are as recorded, {failed} not')
    return 1 if failed or not done else 0


if __name__ == '__main__':
    sys.exit(main())
