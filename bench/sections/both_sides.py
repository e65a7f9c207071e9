# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""Both sides ours: coroutines, threads that block, callbacks; the peers' own clients against their own servers beside
them. The limit is the raw echo under our load generator."""
from driver import columns, kinds, programs
from driver.section import Row, Section


def pair(bench, server, client):
    """A row's `measure`: `client(server)` is the client's command."""
    def measure():
        with programs.Server(server.command(bench), bench.server_cores) as running:
            figures = bench.client(client(running) + ['--server', running.pid])
            figures['memory_mb'] = running.memory() / 1e6
        return figures
    return measure


def ours(bench, name, callers, *words):
    def client(server):
        return [bench.program('elanus_client'), '--address', f'127.0.0.1:{server.port}', '--callers', callers, *words]
    return Row(name, pair(bench, kinds.OURS, client), kinds.RAW.name)


def peer(bench, name, server, program, callers):
    def client(running):
        return [bench.program(program), '--port', running.port, '--callers', callers]
    return Row(name, pair(bench, server, client), kinds.RAW.name,
               missing=bench.missing(server.program) or bench.missing(program))


def limit(bench, connections, in_flight):
    return Row(kinds.RAW.name, lambda: kinds.RAW.round(bench, 1024, connections, in_flight), kinds.RAW.name)


def pooled(bench, callers):
    rows = [limit(bench, callers, 1), ours(bench, 'Elanus, coroutines', callers)]
    if callers == 100:
        rows += [ours(bench, 'Elanus, callbacks', callers, '--mode', 'callback'),
                 ours(bench, 'Elanus, threads that block', callers, '--mode', 'blocking'),
                 peer(bench, 'Apache Thrift, threads, non-blocking server', kinds.THRIFT, 'thrift_client', callers),
                 peer(bench, 'Apache Thrift, threads, threaded server', kinds.THRIFT_THREADED, 'thrift_client', callers)]
    return Section(f'both-{callers}', f'Client and server, 1 KiB: {callers} caller{"s" * (callers > 1)}, a connection each',
                   columns.LOAD, rows)


def shared(bench, callers, connections=1):
    """Multiplexed: callers share connections."""
    mux = ['--mux', connections]
    rows = [limit(bench, connections, callers // connections), ours(bench, 'Elanus, coroutines', callers, *mux),
            ours(bench, 'Elanus, callbacks', callers, *mux, '--mode', 'callback')]
    if bench.mode == 'full':
        rows.append(ours(bench, 'Elanus, threads that block', callers, *mux, '--mode', 'blocking'))
    if connections == 1:
        rows.append(peer(bench, 'gRPC C++, async', kinds.GRPC, 'grpc_client', callers))
    where = 'one connection' if connections == 1 else f'{connections} connections'
    name = f'both-mux-{callers}' + (f'-on-{connections}' if connections > 1 else '')
    return Section(name, f'Client and server, 1 KiB: {callers} callers on {where}', columns.LOAD, rows)


def sections(bench):
    made = [pooled(bench, 100), shared(bench, 100)]
    if bench.mode == 'full':
        made += [pooled(bench, callers) for callers in (1, 10, 500)] + [shared(bench, 25), shared(bench, 100, 4)]
    return made
