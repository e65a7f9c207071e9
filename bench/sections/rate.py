# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""How long calls take when a server is not full: at 70 % of what it can do itself, as was measured in the same run."""
from driver import kinds, stats
from driver.section import Row, Section

SHARE = 0.7


def row(bench, kind):
    def measure():
        load = 'alone-100x1', kind.name
        if load not in bench.peaks:
            bench.peaks[load] = [kind.round(bench, 1024, 100, 1)['qps']]
        peak = stats.median(bench.peaks[load])
        figures = kind.round(bench, 1024, 100, 1, rate=SHARE * peak)
        figures['rate'] = SHARE * peak
        return figures
    return Row(kind.name, measure, kinds.RAW.name, missing=kind.missing(bench))


def sections(bench):
    rows = [row(bench, kind) for kind in (kinds.RAW, kinds.OURS, kinds.THRIFT, kinds.GRPC)]
    return [Section('rate', 'Server alone at 70 % of its own peak, 1 KiB, 100 connections',
                    ['rate', 'qps', 'p50', 'p99', 'p999', 'server_cpu'], rows,
                    note="Times count from when a call was due; h2load's, for gRPC, from when it was sent.")]
