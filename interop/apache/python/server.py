# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""The server: a thread a connection, Framed and Buffered on one port, told apart by the first byte."""
import collections
import json
import logging
import signal
import socket
import threading
import time

from interop import Interop
from interop.ttypes import Denied, NotFound
from thrift.Thrift import TApplicationException
from thrift.protocol.TBinaryProtocol import TBinaryProtocol
from thrift.transport import TSocket, TTransport

from connection import TRANSPORTS, Connection


class Handler:
    def __init__(self, name):
        self.name = name
        self.handled, self.notified = collections.Counter(), collections.Counter()

    def Ping(self, text):
        return text

    def EchoEverything(self, value):
        return value

    def EchoOld(self, value):
        return value

    def EchoNew(self, value):
        return value

    def Join(self, left, number, inner):
        return f'{left}:{number}:{inner.name}:{inner.count}'

    def Nothing(self):
        pass

    def Notify(self, key):
        self.notified[key] += 1

    def Notified(self, key):
        return self.notified[key]

    def Raise(self, kind):
        if kind == 1:
            raise NotFound('thing', 404)
        if kind == 2:
            raise Denied('no')
        # To any other exception the library answers `Internal error`, without its text.
        if kind in (3, 4):
            raise TApplicationException(TApplicationException.INTERNAL_ERROR, 'handler failed' if kind == 3 else 'boom')
        # There are no business errors here; a result that is None is left out.
        return None if kind in (5, 6) else 'fine'

    def Sleep(self, millis):
        time.sleep(millis / 1000)
        return 'slept'

    def Payload(self, data, size):
        block = bytes((i + data[0]) % 256 for i in range(256)) if data else bytes(256)
        return (block * (size // 256 + 1))[:size]

    def Meta(self, command):
        return {'from': '', 'method': 'Meta'}

    def Hop(self, route, text):
        if not route:
            return text
        connection = Connection(*route[0].split('@'))
        try:
            return f'{self.name}>{connection.client.Hop(route[1:], text)}'
        finally:
            connection.close()


class Counting:
    """The handler, with a count of the calls that ended."""
    def __init__(self, handler):
        self.handler, self.lock = handler, threading.Lock()

    def __getattr__(self, method):
        def call(*args):
            try:
                return getattr(self.handler, method)(*args)
            finally:
                with self.lock:
                    self.handler.handled[method] += 1
        return call


def serve(connection, processor):
    stream = TSocket.TSocket()
    stream.setHandle(connection)
    try:
        first = connection.recv(1, socket.MSG_PEEK)
        if not first:
            return
        name = 'buffered' if first[0] & 0x80 else 'framed'
        protocol = TBinaryProtocol(TRANSPORTS[name](stream))
        while True:
            processor.process(protocol, protocol)
    except (TTransport.TTransportException, OSError):
        pass  # the caller has gone
    finally:
        stream.close()


def run(options):
    logging.disable()
    handler = Handler(options.name)
    processor = Interop.Processor(Counting(handler))
    host, port = options.listen.rsplit(':', 1)
    listener = socket.create_server((host, int(port)), backlog=128)
    connections, threads = [], []
    stopping = threading.Event()

    def accept():
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connections.append(connection)
            threads.append(threading.Thread(target=serve, args=(connection, processor), daemon=True))
            threads[-1].start()

    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    acceptor = threading.Thread(target=accept, daemon=True)
    acceptor.start()
    print('ready', flush=True)
    stopping.wait()
    listener.shutdown(socket.SHUT_RDWR)
    acceptor.join()
    listener.close()
    # Nothing more comes in; what has come is answered.
    for connection in connections:
        try:
            connection.shutdown(socket.SHUT_RD)
        except OSError:
            pass
    for thread in threads:
        thread.join()
    print(json.dumps({'handled': handler.handled}))
    return 0
