# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""A connection over Framed or Buffered, and a pool of them: the library knows one call at a time on a connection."""
import threading

from interop import Interop
from thrift.Thrift import TException
from thrift.protocol.TBinaryProtocol import TBinaryProtocol
from thrift.transport import TSocket, TTransport

TRANSPORTS = {'framed': TTransport.TFramedTransport, 'buffered': TTransport.TBufferedTransport}


class Connection:
    def __init__(self, transport, address):
        host, port = address.rsplit(':', 1)
        self.socket = TSocket.TSocket(host, int(port))
        self.socket.open()
        self.protocol = TBinaryProtocol(TRANSPORTS[transport](self.socket))
        self.client = Interop.Client(self.protocol)

    def close(self):
        self.socket.close()


class Pool:
    def __init__(self, transport, address):
        self.transport, self.address = transport, address
        self.idle, self.dialled, self.lock = [], 0, threading.Lock()

    def call(self, work, timeout_ms=None):
        """work(connection); the connection is used again unless the call failed below the level of messages."""
        with self.lock:
            connection = self.idle.pop() if self.idle else None
            self.dialled += connection is None
        connection = connection or Connection(self.transport, self.address)
        connection.socket.setTimeout(timeout_ms)
        try:
            result = work(connection)
        except TTransport.TTransportException:
            connection.close()
            raise
        except TException:
            self.give(connection)
            raise
        self.give(connection)
        return result

    def give(self, connection):
        with self.lock:
            self.idle.append(connection)

    def __getattr__(self, method):
        """pool.Ping('hi') is a call of that method."""
        return lambda *args: self.call(lambda connection: getattr(connection.client, method)(*args))
