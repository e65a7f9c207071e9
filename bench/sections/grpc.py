# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""gRPC beside gRPC C++: unary calls by h2load, streams by a reader that does nothing with what it reads, and what one
attacker leaves of the calls of honest callers."""
from driver import columns, h2load, programs
from driver.kinds import GRPC, OURS_GRPC
from driver.section import Row, Section

ATTACKS = ('reset', 'continuation', 'settings', 'ping')


def unary(bench, connections, in_flight):
    def row(kind):
        return Row(kind.name, lambda: kind.round(bench, 1024, connections, in_flight), GRPC.name, missing=kind.missing(bench))
    title = f'gRPC unary, server alone, 1 KiB: {connections} connections, {in_flight} in flight on each'
    return Section(f'grpc-{connections}x{in_flight}', title, columns.LOAD, [row(kind) for kind in (GRPC, OURS_GRPC)])


def stream(bench):
    def row(kind):
        def measure():
            with programs.Server(kind.command(bench), bench.server_cores) as server:
                return programs.run([bench.program('grpc_stream'), '--port', str(server.port), '--seconds', str(bench.seconds),
                                     '--warm-up', str(bench.warm_up), '--server', str(server.pid)],
                                    bench.load_cores, timeout=120)
        return Row(kind.name, measure, GRPC.name, missing=bench.missing(kind.program) or bench.missing('grpc_stream'))
    return Section('grpc-stream', 'gRPC server streams, server alone: 1 KiB messages, 4 connections (calls are messages)',
                   columns.STREAM, [row(kind) for kind in (GRPC, OURS_GRPC)])


def attacks(bench):
    def row(attack):
        def measure():
            with programs.Server(OURS_GRPC.command(bench), bench.server_cores) as server:
                if attack is None:
                    return h2load.load(bench, server, 1024, 4, 25)
                command = [bench.program('h2_attacker'), '--port', str(server.port), '--attack', attack]
                with programs.Server(command, bench.load_cores) as attacker:
                    figures = h2load.load(bench, server, 1024, 4, 25)
                figures['closed'] = attacker.last_words['closed']
                return figures
        name = f'one attacker: {attack}' if attack else 'no attacker'
        return Row(name, measure, 'no attacker', missing=bench.missing('h2_attacker') or OURS_GRPC.missing(bench))
    return Section('grpc-attack', 'gRPC under attack: honest callers on 4 connections, 25 in flight on each; the attacker '
                   'shares their core', columns.ATTACK, [row(None)] + [row(attack) for attack in ATTACKS])


def sections(bench):
    if bench.mode == 'smoke':
        return [unary(bench, 4, 25), stream(bench)]
    return [unary(bench, 4, 25), unary(bench, 100, 1), stream(bench), attacks(bench)]
