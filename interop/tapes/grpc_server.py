#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""grpc_server.py [PEER]: what a Kitex client said over gRPC goes to our server, whose answers must be those of Kitex's server, by
decoded values: status, metadata, messages in their order. What may differ stands in ALLOWED with its reason."""
import argparse
import glob
import os
import select
import socket
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import peers  # noqa: E402
from tapes import frames, tape as tapes  # noqa: E402

DATA = os.path.join(peers.ROOT, 'tests', 'tapes', 'data')
FOLDERS = ('grpc', 'grpc-gzip', 'grpc-nometa', 'grpc_thrift', 'grpc_thrift-gzip')
WAIT = 3.0  # for what the recorded server said next

# Of a case: the grpc-status of Kitex and ours, and why.
STATUSES = {
    'unknown_method': ('1', '12', 'UNIMPLEMENTED, as gRPC has it'),
    'unknown_service': ('20', '12', 'UNIMPLEMENTED, as gRPC has it'),
    'wrong_service': ('20', '12', 'UNIMPLEMENTED, as gRPC has it'),
    'stream_unknown_method': ('1', '12', 'UNIMPLEMENTED, as gRPC has it'),
    'stream_unknown_service': ('20', '12', 'UNIMPLEMENTED, as gRPC has it'),
}
# Cases that are not compared from here on, and why.
SKIPPED = {
    'oneway': 'a Kitex server panics at it and answers nothing (wire.md 7.3)',
    'hop2': "the second server's connections are not in the client's part of the tape",
    'stream_hop_cancel': "the second server's connections are not in the client's part of the tape",
}
# Times decide how much of these streams arrives.
TIMED = {'timeout', 'cancel', 'stream_cancel_by_client', 'stream_client_timeout', 'stream_recv_timeout'}


class Answers:
    """What a server said on one connection, stream by stream."""

    def __init__(self, on_control=None):
        self.side, self.streams, self.order = frames.Side(on_control), {}, 0

    def feed(self, data):
        for event in self.side.feed(data):
            self.order += 1
            self.streams.setdefault(event.stream, []).append(event)

    def count(self):
        return self.order


def play(tape, port):
    """What our server answered, by connection; and what Kitex's did."""
    ours, kitex, sockets, sends = {}, {}, {}, {}

    def pump(until, needed):
        end = time.monotonic() + until
        while not needed() and time.monotonic() < end:
            ready, _, _ = select.select(list(sockets.values()), [], [], 0.05)
            for number, one in list(sockets.items()):
                if one in ready:
                    data = one.recv(1 << 16)
                    if not data:
                        del sockets[number]
                    ours[number].feed(data)
        return needed()

    try:
        for number, direction, data in tape.lines:
            if number not in kitex:
                kitex[number] = Answers()
                sockets[number] = socket.create_connection(('127.0.0.1', port))
                ours[number] = Answers()
                sends[number] = frames.WithoutAnswers()
            if direction == '<':
                kitex[number].feed(data)
                continue
            # The client had seen all that came before.
            pump(WAIT, lambda: all(ours[n].count() >= kitex[n].count() or n not in sockets for n in kitex))
            if number in sockets:
                sockets[number].sendall(sends[number].feed(data))
        pump(WAIT, lambda: all(ours[n].count() >= kitex[n].count() or n not in sockets for n in kitex))
    finally:
        for one in sockets.values():
            one.close()
    return ours, kitex


IGNORED = {b':status', b'content-type', b'grpc-message', b'grpc-encoding', b'grpc-accept-encoding'}


def summary(events, thrift):
    """Status, type, metadata and messages of one answer."""
    said = {'status': None, 'type': None, 'metadata': {}, 'messages': [], 'biz': None}
    for event in events:
        if event.kind == 'headers':
            for name, value in event.value:
                name, value = bytes(name), bytes(value)
                if name == b'grpc-status':
                    said['status'] = value.decode()
                elif name == b'content-type':
                    said['type'] = value.decode()
                elif name not in IGNORED:
                    said['metadata'].setdefault(name, []).append(value.rstrip(b'=') if name.endswith(b'-bin') else value)
        elif event.kind == 'message':
            said['messages'].append(tapes.thrift(event.value) if thrift else event.value)
        elif event.kind == 'reset' and said['status'] is None:
            said['status'] = f'reset {event.value}'
    return said


def values(said, case):
    """Protobuf messages as values: Kitex writes maps in any order and negative numbers in five bytes."""
    if case in ('everything', 'everything_empty', 'extremes', 'optional_zero', 'presence_lost', 'meta', 'meta_backward'):
        return [sorted(m) if isinstance(m, bytes) else m for m in said]
    return said


def compare(case, thrift, mine, theirs):
    mine, theirs = summary(mine, thrift), summary(theirs, thrift)
    wrong = []
    if case in STATUSES and (theirs['status'], mine['status']) == STATUSES[case][:2]:
        mine['status'] = theirs['status']
    if case in TIMED and mine['status'] is None:
        return []  # the client took the call back before our answer
    for key in ('status', 'type', 'metadata'):
        if mine[key] != theirs[key]:
            wrong.append(f'{key}: expected {theirs[key]}, got {mine[key]}')
    if case in TIMED or case in ('extremes', 'everything') and not thrift:
        return wrong
    a, b = values(mine['messages'], case), values(theirs['messages'], case)
    if a != b and not (case.startswith('stream_') and b and str(b[-1:]) == str(a[-1:])):
        wrong.append(f'messages: expected {theirs["messages"]!r:.300}, got {mine["messages"]!r:.300}')
    return wrong


def replay(path, port):
    case = os.path.basename(path)[:-4]
    tape = tapes.Tape(path)
    thrift = 'grpc_thrift' in path
    ours, kitex = play(tape, port)
    wrong = []
    for number, answers in kitex.items():
        for stream, theirs in answers.streams.items():
            mine = ours[number].streams.get(stream, [])
            wrong += [f'connection {number}, stream {stream}: {each}' for each in compare(case, thrift, mine, theirs)]
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('peer', nargs='?', default=os.path.join(peers.ROOT, 'build/dev/interop/peer/peer'))
    parser.add_argument('--only', help='FOLDER/CASE')
    arguments = parser.parse_args()
    failed, done = 0, 0
    with peers_server(arguments.peer, []) as port, peers_server(arguments.peer, ['--meta', 'off']) as port_nometa:
        for folder in FOLDERS:
            for path in sorted(glob.glob(os.path.join(DATA, folder, '*.txt'))):
                case, name = os.path.basename(path)[:-4], os.path.relpath(path, DATA)[:-4]
                if case in SKIPPED or (arguments.only and arguments.only != name):
                    continue
                wrong = replay(path, port_nometa if 'nometa' in folder else port)
                done += 1
                failed += bool(wrong)
                for line in wrong:
                    print(f'{name}: {line}')
    print(f'{done - failed} tapes of gRPC answered as recorded, {failed} not')
    return 1 if failed or not done else 0


class peers_server:  # noqa: N801
    """Our peer as a server, for a `with`: its port."""

    def __init__(self, peer, words):
        with socket.socket() as one:
            one.bind(('127.0.0.1', 0))
            self.port = one.getsockname()[1]
        self.command = [peer, 'server', '--listen', f'127.0.0.1:{self.port}'] + words

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        if self.process.stdout.readline().strip() != 'ready':
            sys.exit(f'{self.command}: expected "ready"')
        return self.port

    def __exit__(self, *_):
        self.process.terminate()
        self.process.communicate(timeout=20)


if __name__ == '__main__':
    sys.exit(main())
