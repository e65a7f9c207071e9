# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""The servers that are measured, and the load that each understands."""
from driver import certificate, h2load, programs, recording


class Kind:
    """A server for the replayed load, and the framing of what it is sent."""

    def __init__(self, name, program, arguments=(), transport='ttheader_framed'):
        self.name, self.program, self.arguments, self.transport = name, program, list(arguments), transport

    def missing(self, bench):
        return bench.missing(self.program)

    def command(self, bench):
        return [bench.program(self.program)] + self.arguments

    def load(self, bench, server, size, connections, in_flight, rate=0):
        request = bench.recorder.file(self.transport, size)
        reply = recording.check_answer(server.port, request, size)
        return bench.load(server, request, reply, connections, in_flight, rate)

    def round(self, bench, size, connections, in_flight, rate=0):
        """Figures of one round, with a new server."""
        with programs.Server(self.command(bench), bench.server_cores) as server:
            figures = self.load(bench, server, size, connections, in_flight, rate)
            figures['memory_mb'] = server.memory() / 1e6
        return figures


class GrpcKind(Kind):
    tls = False

    def missing(self, bench):
        return bench.missing(self.program) or h2load.missing()

    def load(self, bench, server, size, connections, in_flight, rate=0):
        return h2load.load(bench, server, size, connections, in_flight, rate, self.tls)


class GrpcTlsKind(GrpcKind):
    tls = True

    def command(self, bench):
        return super().command(bench) + certificate.flags(bench.results)


RAW = Kind('raw epoll echo', 'raw_echo')
OURS = Kind('Elanus', 'elanus_echo')
OURS_TTHEADER = Kind('Elanus, TTHeader', 'elanus_echo', transport='ttheader')
OURS_FRAMED = Kind('Elanus, Framed', 'elanus_echo', transport='framed')
THRIFT = Kind('Apache Thrift, non-blocking', 'thrift_echo', ['--kind', 'nonblocking'], 'framed')
THRIFT_THREADED = Kind('Apache Thrift, threaded', 'thrift_echo', ['--kind', 'threaded'], 'framed')
GRPC = GrpcKind('gRPC C++, async', 'grpc_echo')
OURS_GRPC = GrpcKind('Elanus, gRPC', 'elanus_grpc_echo')
GRPC_TLS = GrpcTlsKind('gRPC C++, async, TLS', 'grpc_echo')
OURS_GRPC_TLS = GrpcTlsKind('Elanus, gRPC, TLS', 'elanus_grpc_echo')
PEERS = [THRIFT, THRIFT_THREADED, GRPC]
