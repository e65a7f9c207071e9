# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""What TLS costs: gRPC beside gRPC C++, and our own protocol beside itself without."""
from driver import certificate, columns, kinds, programs
from driver.section import Row, Section

PLAIN = 'Elanus'


def grpc(bench, connections, in_flight):
    def row(kind):
        return Row(kind.name, lambda: kind.round(bench, 1024, connections, in_flight), kinds.GRPC_TLS.name,
                   missing=kind.missing(bench))
    title = f'gRPC unary over TLS, server alone, 1 KiB: {connections} connections, {in_flight} in flight on each'
    return Section(f'tls-grpc-{connections}x{in_flight}', title, columns.LOAD,
                   [row(kind) for kind in (kinds.GRPC_TLS, kinds.OURS_GRPC_TLS, kinds.OURS_GRPC)])


def both(bench, callers):
    def row(name, tls):
        def measure():
            identity = certificate.flags(bench.results) if tls else []
            with programs.Server(kinds.OURS.command(bench) + identity, bench.server_cores) as server:
                command = [bench.program('elanus_client'), '--address', f'127.0.0.1:{server.port}', '--callers', callers,
                           '--server', server.pid]
                figures = bench.client(command + (['--authority', certificate.files(bench.results)[0]] if tls else []))
                figures['memory_mb'] = server.memory() / 1e6
            return figures
        return Row(name, measure, PLAIN)
    return Section(f'tls-both-{callers}', f'TTHeaderFramed over TLS, client and server, 1 KiB: {callers} callers, a connection each',
                   columns.LOAD, [row(PLAIN, False), row(f'{PLAIN}, TLS', True)])


def sections(bench):
    # A hundred handshakes take longer than a smoke run's window.
    made = [grpc(bench, 4, 25), both(bench, 4 if bench.mode == 'smoke' else 100)]
    if bench.mode == 'full':
        made.insert(1, grpc(bench, 100, 1))
    return made
