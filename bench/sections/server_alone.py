# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""The server alone, under replayed load: one shape of load a section, the raw echo beside everything else."""
from driver import columns
from driver.kinds import GRPC, OURS, OURS_FRAMED, OURS_TTHEADER, PEERS, RAW, THRIFT, Kind
from driver.section import Row, Section


class Shape:
    def __init__(self, title, size, connections, in_flight):
        self.title, self.size, self.connections, self.in_flight = title, size, connections, in_flight
        self.name = f'alone-{connections}x{in_flight}' + ('' if size == 1024 else f'-{size}')

    def section(self, bench, kinds):
        return Section(self.name, self.title, columns.LOAD, [self.row(bench, kind) for kind in kinds])

    def row(self, bench, kind):
        def measure():
            figures = kind.round(bench, self.size, self.connections, self.in_flight)
            bench.peaks.setdefault((self.name, kind.name), []).append(figures['qps'])
            return figures
        return Row(kind.name, measure, RAW.name, missing=kind.missing(bench))


def shape(size, connections, in_flight):
    words = {100: '100 B', 1024: '1 KiB', 16384: '16 KiB', 1 << 20: '1 MiB'}[size]
    return Shape(f'Server alone, {words}: {connections} connection{"s" * (connections > 1)}, {in_flight} in flight on each',
                 size, connections, in_flight)


def two_loops(bench):
    """On both cores, which they share with the load: what a second loop brings is a lower bound."""
    def row(kind):
        def measure():
            kept = bench.server_cores, bench.load_cores
            bench.server_cores = bench.load_cores = None
            try:
                return kind.round(bench, 1024, 100, 1)
            finally:
                bench.server_cores, bench.load_cores = kept
        return Row(kind.name, measure, 'raw epoll echo, 2 loops', missing=kind.missing(bench))
    kinds = [Kind('raw epoll echo, 2 loops', 'raw_echo', ['--loops', '2']),
             Kind('Elanus, 2 loops', 'elanus_echo', ['--loops', '2'])]
    return Section('alone-2loops', 'UNPINNED, 2 loops, load on the same cores: 1 KiB, 100 connections', columns.LOAD,
                   [row(kind) for kind in kinds])


def sections(bench):
    most = [RAW, OURS, OURS_TTHEADER] + PEERS
    first = [shape(1024, 100, 1).section(bench, most), shape(1024, 4, 25).section(bench, most)]
    if bench.mode != 'full':
        return first[:1] if bench.mode == 'smoke' else first
    first[0].rows.insert(3, shape(1024, 100, 1).row(bench, OURS_FRAMED))
    both, size_peers = [RAW, OURS], [RAW, OURS, THRIFT, GRPC]
    sweep = [shape(1024, 1, 1).section(bench, most)]
    sweep += [shape(1024, *load).section(bench, both)
              for load in ((10, 1), (500, 1), (4, 1), (4, 100), (1, 25), (1, 100))]
    sizes = [shape(size, 100, 1).section(bench, size_peers) for size in (100, 16384, 1 << 20)]
    return first + sweep + sizes + [two_loops(bench)]
