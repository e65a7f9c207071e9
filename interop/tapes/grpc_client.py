#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""grpc_client.py [PEER]: our client calls a server that says what Kitex's server said on the tapes. It must send what Kitex's client
sent (paths, metadata, messages), and make of the answers what Kitex's client made of them. What may differ stands in
SKIPPED and HEADERS with its reason; texts of errors name Go types and are not compared."""
import argparse
import glob
import json
import os
import re
import socket
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import hpack  # noqa: E402
import peers  # noqa: E402
from tapes import frames, grpc_server, tape as tapes  # noqa: E402

# Cases whose calls follow from random keys, times or ports, and those without an answer.
SKIPPED = dict(grpc_server.SKIPPED, oneway='its key is random, and Kitex answers nothing', extremes='bytes of NaN and long texts, '
               'compared by the other direction', payload_64k='compared by the other direction',
               **dict.fromkeys(('bidi', 'bidi_half_close', 'bidi_server_ends'), "the echoes are of the recorded client's items"))
# Of a request: not compared, and why.
HEADERS = {
    b'user-agent': 'each its own', b'grpc-timeout': 'what was left', b':authority': 'the same name, or none',
    b'grpc-accept-encoding': 'ours names identity too (wire.md 7.6)', b'source-method': 'Kitex sends it even when it is empty',
    b'destination-method': 'as source-method', b'destination-service': 'as source-method', b'source-service': 'with meta only',
    b'accept-encoding': 'unused', b'content-length': 'unused',
}


class Stream:
    """Of the tape: what the client sent, and what the server answered, with how much of the client's came before."""

    def __init__(self):
        self.client, self.server = [], []


def streams_of(tape):
    """In the order in which they were opened."""
    sides, found, order = {}, {}, []
    for number, direction, data in tape.lines:
        for event in sides.setdefault((number, direction), frames.Side()).feed(data):
            key = number, event.stream
            if key not in found:
                found[key] = Stream()
                order.append(found[key])
            if direction == '>':
                found[key].client.append(event)
            else:
                found[key].server.append((len(found[key].client), event))
    for stream in order:
        if [event.kind for _, event in stream.server if event.kind not in ('end', 'reset')] == ['headers']:
            stream.server = [(1, event) for _, event in stream.server]  # refused for its headers alone
    return order


class Connection(threading.Thread):
    """Of our client."""

    def __init__(self, server, one):
        super().__init__(daemon=True)
        self.server, self.socket, self.encoder, self.mine = server, one, hpack.Encoder(), {}
        self.side = frames.Side(self.control)

    def control(self, kind, flags, payload):
        if kind == frames.SETTINGS and not flags & frames.ACK:
            self.send(frames.frame(frames.SETTINGS, frames.ACK, 0))
        elif kind == frames.PING and not flags & frames.ACK:
            self.send(frames.frame(frames.PING, frames.ACK, 0, payload))

    def send(self, data):
        try:
            self.socket.sendall(data)
        except OSError:
            pass  # it has gone; what it made of the answers is seen at its end

    def run(self):
        self.send(frames.frame(frames.SETTINGS, 0, 0, b'\0\5' + (16384).to_bytes(4, 'big')))
        while True:
            try:
                data = self.socket.recv(1 << 16)
            except OSError:
                return
            if not data:
                return
            for event in self.side.feed(data):
                self.take(event)

    def take(self, event):
        with self.server.lock:
            if event.stream not in self.mine:
                self.mine[event.stream] = self.server.next_stream()
            recorded, came, said = self.mine[event.stream]
            came.append(event)
        if event.kind == 'message':
            size = (len(event.value) + 5).to_bytes(4, 'big')
            self.send(frames.frame(frames.WINDOW_UPDATE, 0, 0, size) + frames.frame(frames.WINDOW_UPDATE, 0, event.stream, size))
        if recorded is None and event.kind == 'headers':
            refusal = [(':status', '200'), ('content-type', 'application/grpc'), ('grpc-status', '12')]
            self.send(frames.frame(frames.HEADERS, frames.END_HEADERS | frames.END_STREAM, event.stream, self.encoder.encode(refusal)))
        if recorded is None or event.kind == 'reset':
            return
        while said[0] < len(recorded.server) and recorded.server[said[0]][0] <= self.weight(recorded, came):
            self.answer(event.stream, recorded.server, said)

    @staticmethod
    def weight(recorded, came):
        """How many of the recorded client's events ours has sent. It may end with its last message, or by a frame of its own."""
        return len(recorded.client) if any(e.kind == 'end' for e in came) else len(came)

    def answer(self, stream, server, said):
        _, event = server[said[0]]
        ends = said[0] + 1 < len(server) and server[said[0] + 1][1].kind == 'end'
        said[0] += 2 if ends else 1
        last = frames.END_STREAM if ends else 0
        if event.kind == 'headers':
            headers = [(name, value) for name, value in event.value if name != b'grpc-encoding']
            self.send(frames.frame(frames.HEADERS, frames.END_HEADERS | last, stream, self.encoder.encode(headers)))
        elif event.kind == 'message':
            body = frames.message(event.value)
            for at in range(0, len(body), 16384):
                self.send(frames.frame(frames.DATA, 0, stream, body[at:at + 16384]))
        elif event.kind == 'reset':
            self.send(frames.frame(frames.RST_STREAM, 0, stream, event.value.to_bytes(4, 'big')))
        if 'slow' in self.server.case or self.server.case.startswith('stream_c'):
            time.sleep(0.02)


class Server:
    """Says what the tape's server said. Calls that the tape does not have are refused."""

    def __init__(self, tape, case):
        self.case, self.lock, self.left, self.seen = case, threading.Lock(), streams_of(tape), []
        self.listener = socket.create_server(('127.0.0.1', 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                one, _ = self.listener.accept()
            except OSError:
                return
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            Connection(self, one).start()

    def next_stream(self):
        recorded = self.left.pop(0) if self.left else None
        entry = recorded, [], [0]
        self.seen.append(entry)
        return entry


def request(events, thrift):
    metadata, messages = {}, []
    for event in events:
        if event.kind == 'headers':
            for name, value in event.value:
                if name == b':path':
                    value = b'/' + value.rsplit(b'.', 1)[-1]  # servers pass over the package
                if name not in HEADERS:
                    metadata.setdefault(bytes(name), []).append(value.rstrip(b'=') if name.endswith(b'-bin') else value)
        elif event.kind == 'message':
            messages.append(tapes.thrift(event.value) if thrift else sorted(event.value))
    return metadata, messages


def check_requests(server, case, thrift):
    wrong = []
    for number, (recorded, came, _) in enumerate(server.seen):
        if recorded is None:
            if case not in POLLS + UNKNOWN:
                wrong.append(f'call {number}: Kitex made none')
            continue
        mine, theirs = request(came, thrift), request(recorded.client, thrift)
        if case in UNKNOWN:
            theirs[0][b':path'] = mine[0][b':path']
        if mine[0] != theirs[0]:
            wrong.append(f'call {number}: expected the headers {theirs[0]}, got {mine[0]}')
        if mine[1] != theirs[1] and case not in OWN_WORDS + UNKNOWN:
            wrong.append(f'call {number}: expected other messages: {theirs[1]!r:.200}, got {mine[1]!r:.200}')
    return wrong


# Messages with a random key or words of the client's own, or whose maps and negative numbers Kitex writes in its own way;
# and cases that ask how a stream stands until it has ended.
OWN_WORDS = ('everything', 'presence_lost', 'timeout', 'cancel', 'unknown_method', 'stream_cancel_by_client', 'stream_client_timeout',
             'stream_recv_timeout', 'client_stream', 'server_stream', 'empty_streams', 'stream_meta', 'stream_error_midway',
             'stream_biz_error', 'stream_status', 'stream_panic')
UNKNOWN = ('stream_unknown_method', 'stream_unknown_service')  # ours asks for streams of every kind, by another name
POLLS = ('stream_cancel_by_client', 'stream_client_timeout', 'stream_recv_timeout')


def outcome(line):
    """Of an outcome: whether it is right, the kind and code of its error, and what was got."""
    error = line.get('error') or {}
    got = line.get('got')
    if isinstance(got, dict):
        got = {key: value for key, value in got.items() if key not in ('after_ms', 'server', 'from')}
        for error_of_stream in got.get('errors', ()):
            error_of_stream.pop('text', None)
        if isinstance(got.get('header'), dict):
            got['header'].pop('content-type', None)
    biz = (error.get('code'), error.get('text'), error.get('extra')) if error.get('kind') == 'biz' else None
    return {'ok': line['ok'], 'kind': error.get('kind'), 'biz': biz, 'got': None if isinstance(got, (int, float)) else got}


def check(peer, path):
    case, folder = os.path.basename(path)[:-4], os.path.basename(os.path.dirname(path))
    transport = folder.split('-')[0]
    tape = tapes.Tape(path)
    server = Server(tape, case)
    command = [peer, 'client', '--connect', f'127.0.0.1:{server.port}', '--transport', transport, '--case', case]
    command += ['--meta', 'off'] if 'nometa' in folder else []
    command += ['--gzip', 'on'] if 'gzip' in folder else []
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=30, check=False)
    except subprocess.TimeoutExpired:
        return ['our client did not end within 30 s']
    finally:
        server.listener.close()
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith('{')]
    if len(lines) != 1:
        return [f'expected one line of JSON, got {done.stdout!r:.200} {done.stderr!r:.300}']
    wrong = check_requests(server, case, transport == 'grpc_thrift')
    mine, theirs = outcome(lines[0]), outcome(tape.outcome)
    if case in ('cancel', 'stream_cancel_by_client'):
        mine['kind'] = theirs['kind'] = None  # Kitex calls a cancelled call a timeout of 0 s
    if mine != theirs:
        wrong.append(f'expected the outcome {json.dumps(theirs)}, got {json.dumps(mine)}: {re.sub(chr(10), " ", lines[0].__repr__())[:300]}')
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('peer', nargs='?', default=os.path.join(peers.ROOT, 'build/dev/interop/peer/peer'))
    parser.add_argument('--only', help='FOLDER/CASE')
    arguments = parser.parse_args()
    failed, done = 0, 0
    for folder in grpc_server.FOLDERS:
        for path in sorted(glob.glob(os.path.join(grpc_server.DATA, folder, '*.txt'))):
            case, name = os.path.basename(path)[:-4], os.path.relpath(path, grpc_server.DATA)[:-4]
            if case in SKIPPED or (arguments.only and arguments.only != name):
                continue
            wrong = check(arguments.peer, path)
            done += 1
            failed += bool(wrong)
            for line in wrong:
                print(f'{name}: {line}')
    print(f'{done - failed} tapes of gRPC told to our client are understood as recorded, {failed} not')
    return 1 if failed or not done else 0


if __name__ == '__main__':
    sys.exit(main())
