# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""gRPC beside gRPC C++: unary calls by h2load, streams by a reader and a writer that do nothing else, and what one attacker
leaves of the server to honest callers."""
from driver import columns, h2load, programs
from driver.kinds import GRPC, OURS_GRPC
from driver.section import Row, Section

ATTACKS = ('reset', 'continuation', 'settings', 'ping')


def unary(bench, connections, in_flight):
    def row(kind):
        return Row(kind.name, lambda: kind.round(bench, 1024, connections, in_flight), GRPC.name, missing=kind.missing(bench))
    title = f'gRPC unary, server alone, 1 KiB: {connections} connections, {in_flight} in flight on each'
    return Section(f'grpc-{connections}x{in_flight}', title, columns.LOAD, [row(kind) for kind in (GRPC, OURS_GRPC)])


def stream(bench, name, program, title):
    def row(kind):
        def measure():
            with programs.Server(kind.command(bench), bench.server_cores) as server:
                return bench.client([bench.program(program), '--port', server.port, '--server', server.pid])
        return Row(kind.name, measure, GRPC.name, missing=bench.missing(kind.program) or bench.missing(program))
    return Section(name, f'{title}, server alone: 1 KiB messages, 4 connections (calls are messages)', columns.STREAM,
                   [row(kind) for kind in (GRPC, OURS_GRPC)])


def streams(bench):
    return [stream(bench, 'grpc-stream', 'grpc_stream', 'gRPC server streams'),
            stream(bench, 'grpc-upload', 'grpc_upload', 'gRPC client streams')]


class Siege:
    """Honest callers come at half the rate that the server can serve. So the attacker finds room on both cores, and what
    it takes is no matter of who gets the generator's core: honest callers keep what the attacker leaves of the server's
    core, beside a round without one; less, if they are not all served."""

    def __init__(self, bench):
        self.bench, self.rate, self.quiet = bench, None, None

    def load(self, server):
        figures = h2load.load(self.bench, server, 1024, 4, 25, self.rate)
        figures['memory_mb'] = server.memory() / 1e6
        return figures

    def none(self):
        with programs.Server(OURS_GRPC.command(self.bench), self.bench.server_cores) as server:
            if self.rate is None:
                self.rate = round(h2load.load(self.bench, server, 1024, 4, 25)['qps'] / 2)
            self.quiet = self.load(server)
        return self.quiet

    def attacked(self, attack):
        with programs.Server(OURS_GRPC.command(self.bench), self.bench.server_cores) as server:
            command = [self.bench.program('h2_attacker'), '--port', str(server.port), '--attack', attack]
            with programs.Server(command, self.bench.load_cores) as attacker:
                figures = self.load(server)
        figures['closed'] = attacker.last_words['closed']
        figures['kept'] = kept(figures, self.quiet)
        return figures


def kept(figures, quiet):
    """Of the server's core, and of the calls."""
    return min(1 - max(0, figures['server_share'] - quiet['server_share']), figures['qps'] / quiet['qps'])


def attacks(bench):
    siege = Siege(bench)
    missing = bench.missing('h2_attacker') or OURS_GRPC.missing(bench)
    rows = [Row('no attacker', siege.none, missing=missing)]
    rows += [Row(f'one attacker: {attack}', lambda attack=attack: siege.attacked(attack), 'no attacker', missing=missing)
             for attack in ATTACKS]
    return Section('grpc-attack', 'gRPC under attack: honest callers on 4 connections at half of what the server can do',
                   columns.ATTACK, rows,
                   note='The attacker is closed, and comes back 10 ms later. "Kept" is what it leaves of the server.')


def sections(bench):
    made = [unary(bench, 4, 25), *streams(bench), attacks(bench)]
    if bench.mode != 'smoke':
        made.insert(1, unary(bench, 100, 1))
    return made
