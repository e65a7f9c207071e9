# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""What the project aims at, and whether this run reached it. An aim is a figure of one row, or its ratio or difference to
another row of the same section. Nothing fails when one is not reached: times are this machine's."""
from driver import stats
from driver.kinds import GRPC, OURS, OURS_GRPC, OURS_TTHEADER, RAW, THRIFT, THRIFT_THREADED

LEAST, MOST = 'at least', 'at most'


class Aim:
    """`beside`: the other row's name; with it the figure is a ratio, or with `less` a difference. `key` is a figure of the
    rounds; `whole`: over all calls of all rounds."""

    def __init__(self, words, section, row, key, bound, value, beside=None, less=False, whole=False):
        self.words, self.section, self.row, self.key = words, section, row, key
        self.bound, self.value, self.beside, self.less, self.whole = bound, value, beside, less, whole

    def measured(self, results):
        """None when the run does not have it."""
        rows = next((section['rows'] for section in results['sections'] if section['name'] == self.section), [])
        rounds = [find(rows, self.row), find(rows, self.beside) if self.beside else None]
        if not rounds[0] or (self.beside and not rounds[1]):
            return None
        if self.whole:
            return stats.total(rounds[0], self.key) / stats.total(rounds[1], self.key)
        if self.less:
            return stats.Spread.of(rounds[0], self.key).median - stats.Spread.of(rounds[1], self.key).median
        spread = stats.ratios(*rounds, self.key) if self.beside else stats.Spread.of(rounds[0], self.key)
        return spread.median if spread else None

    def reached(self, figure):
        return figure >= self.value if self.bound == LEAST else figure <= self.value


def find(rows, name):
    return next((row['rounds'] for row in rows if row['name'] == name), None)


def alone():
    for ours in (OURS.name, OURS_TTHEADER.name):
        yield Aim(f'{ours}, 100 connections: calls/s of the limit', 'alone-100x1', ours, 'qps', LEAST, 0.88, RAW.name)
        yield Aim(f'{ours}, 100 connections: CPU of the limit (this or the next)', 'alone-100x1', ours, 'server_cpu_us', MOST, 1.15, RAW.name)
        yield Aim(f'{ours}, 100 connections: CPU above the limit, us a call', 'alone-100x1', ours, 'server_cpu_us', MOST, 1.0,
                  RAW.name, less=True)
    for peer, times in ((THRIFT, 2), (THRIFT_THREADED, 2), (GRPC, 2.5)):
        yield Aim(f'100 connections: calls/s beside {peer.name}', 'alone-100x1', OURS.name, 'qps', LEAST, times, peer.name)
    yield Aim('4 x 25: calls/s of the limit', 'alone-4x25', OURS.name, 'qps', LEAST, 0.5, RAW.name)
    yield Aim('4 x 25: CPU, us a call', 'alone-4x25', OURS.name, 'server_cpu_us', MOST, 0.9)
    for peer in (THRIFT, THRIFT_THREADED, GRPC):
        yield Aim(f'4 x 25: calls/s beside {peer.name}', 'alone-4x25', OURS.name, 'qps', LEAST, 7, peer.name)


def both():
    ours = 'Elanus, coroutines'
    yield Aim('client and server, 100 callers, pooled: calls/s of the limit', 'both-100', ours, 'qps', LEAST, 0.88, RAW.name)
    yield Aim('client and server, 100 callers, pooled: p99 of the limit', 'both-100', ours, 'p99_us', MOST, 1.3, RAW.name)
    yield Aim('client and server, 100 callers, one connection: calls/s of the limit', 'both-mux-100', ours, 'qps', LEAST, 0.6,
              RAW.name)
    for peer in (THRIFT, GRPC):
        yield Aim(f'70 % of own peak: p99 beside {peer.name}', 'rate', OURS.name, 'p99_us', MOST, 1, peer.name)


def tracing():
    none = 'no tracing'
    for share, qps, p99, memory, cpu in (('1 %', 0.995, 1.02, 4, 1.01), ('100 %', 0.96, 1.08, 10, 1.06)):
        words = f'tracing {share}, 100 connections: '
        yield Aim(words + 'calls/s of none', 'tracing', share, 'qps', LEAST, qps, none)
        yield Aim(words + 'p99 of none', 'tracing', share, 'p99_us', MOST, p99, none)
        yield Aim(words + 'MB more', 'tracing', share, 'memory_mb', MOST, memory, none, less=True)
        yield Aim(words + 'CPU of none', 'tracing', share, 'server_cpu_us', MOST, cpu, none, whole=True)
    yield Aim('tracing 100 %, 4 x 25: calls/s of none', 'tracing-4x25', '100 %', 'qps', LEAST, 0.75, none)


def rest():
    yield Aim('a span that is not sampled, ns', 'spans', 'Elanus: not sampled, 6 attributes set', 'span_ns', MOST, 50)
    yield Aim('a span with 6 attributes, CPU with its export, ns', 'spans-sent', 'Elanus: sampled, 6 attributes',
              'span_cpu_ns', MOST, 500)
    yield Aim('10,000 idle connections: bytes each', 'idle', OURS.name, 'bytes_each', MOST, 8192)
    yield Aim('a whole server of 10 lines: CPU of compiling, s', 'compile',
              'a whole server of 10 lines (examples/hello/server.cc)', 'cpu_seconds', MOST, 3)


def grpc():
    ours = OURS_GRPC.name
    yield Aim('gRPC unary, 4 x 25: calls/s beside gRPC C++', 'grpc-4x25', ours, 'qps', LEAST, 4, GRPC.name)
    yield Aim('gRPC unary, 4 x 25: CPU, us a call', 'grpc-4x25', ours, 'server_cpu_us', MOST, 4)
    yield Aim('gRPC unary, 100 connections: calls/s beside gRPC C++', 'grpc-100x1', ours, 'qps', LEAST, 2.5, GRPC.name)
    yield Aim('gRPC streams: messages/s beside gRPC C++', 'grpc-stream', ours, 'qps', LEAST, 5, GRPC.name)
    yield Aim('gRPC client streams: messages/s beside gRPC C++', 'grpc-upload', ours, 'qps', LEAST, 5, GRPC.name)
    for attack in ('reset', 'continuation', 'settings', 'ping'):
        yield Aim(f'gRPC, one attacker ({attack}): what honest callers keep of the server', 'grpc-attack',
                  f'one attacker: {attack}', 'kept', LEAST, 0.9)


AIMS = [*alone(), *both(), *grpc(), *tracing(), *rest()]


def table(results):
    """Rows of words: the aim, its bound, what was measured, and whether that reaches it."""
    for aim in AIMS:
        figure = aim.measured(results)
        if figure is not None:
            yield [aim.words, f'{aim.bound} {aim.value:g}', f'{figure:.4g}' if figure < 1000 else f'{figure:.0f}',
                   'reached' if aim.reached(figure) else 'NOT reached']


def text(results):
    rows = list(table(results))
    widths = [max(len(row[i]) for row in rows) for i in range(4)] if rows else []
    return ['Aims'] + ['  ' + '  '.join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows]


def markdown(results):
    return ['**Aims**', '', '| | aim | measured | |', '|---|---|--:|---|'] + [
        '| ' + ' | '.join(row) + ' |' for row in table(results)]
