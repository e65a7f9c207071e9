# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""What a column shows of a row: a figure (the median of its rounds), or how many times the limit's it is (with the
least and the greatest of the rounds)."""
from driver import stats


def thousands(value):
    if value >= 1e6:
        return f'{value / 1e6:.2f} M'
    return f'{value / 1e3:.1f} K' if value >= 1e3 else f'{value:.0f}'


def time_us(value):
    return f'{value / 1e3:.2f} ms' if value >= 1e3 else f'{value:.0f} us'


def plain(digits):
    return lambda value: f'{value:.{digits}f}'


class Column:
    """The median of the rounds."""

    def __init__(self, heading, key, show):
        self.heading, self.key, self.show = heading, key, show

    def cell(self, row, _):
        spread = stats.Spread.of(row['rounds'], self.key)
        return '' if spread is None else self.show(spread.median)


class Sum(Column):
    """Of all rounds."""

    def cell(self, row, _):
        values = [figures[self.key] for figures in row['rounds'] if figures.get(self.key) is not None]
        return self.show(sum(values)) if values else ''


class Share(Column):
    """How many times the limit's figure it is, round by round."""

    def __init__(self, heading, key):
        super().__init__(heading, key, None)

    def cell(self, row, limit):
        spread = stats.ratios(row['rounds'], limit['rounds'], self.key) if limit else None
        if spread is None:
            return ''
        if len(row['rounds']) == 1:
            return f'{spread.median:.2f}'
        return f'{spread.median:.2f} ({spread.least:.2f}-{spread.greatest:.2f})'


class TotalShare(Share):
    """How many times the limit's figure it is, over all calls of all rounds."""

    def cell(self, row, limit):
        if not limit or not limit['rounds']:
            return ''
        return f'{stats.total(row["rounds"], self.key) / stats.total(limit["rounds"], self.key):.3f}'


class More(Column):
    """By how much it is more than the limit's."""

    def cell(self, row, limit):
        own, other = (stats.Spread.of(r['rounds'], self.key) if r else None for r in (row, limit))
        return '' if own is None or other is None or row is limit else f'{own.median - other.median:+.1f}'


COLUMNS = {
    'qps': Column('calls/s', 'qps', thousands),
    'qps_share': Share('of the limit', 'qps'),
    'qps_of_none': Share('of none', 'qps'),
    'server_cpu': Column('server us/call', 'server_cpu_us', plain(2)),
    'server_cpu_share': Share('of the limit', 'server_cpu_us'),
    'server_cpu_of_none': TotalShare('of none', 'server_cpu_us'),
    'client_cpu': Column('client us/call', 'client_cpu_us', plain(2)),
    'p50': Column('p50', 'p50_us', time_us),
    'p99': Column('p99', 'p99_us', time_us),
    'p99_of_none': Share('of none', 'p99_us'),
    'p999': Column('p99.9', 'p999_us', time_us),
    'memory': Column('server MB', 'memory_mb', plain(1)),
    'more_memory': More('MB more', 'memory_mb', None),
    'calls': Sum('calls', 'calls', thousands),
    'spans': Sum('spans made', 'spans_made', thousands),
    'received': Sum('received', 'spans_received', thousands),
    'dropped': Sum('dropped', 'spans_dropped', thousands),
    'rate': Column('offered/s', 'rate', thousands),
    'span_ns': Column('ns', 'span_ns', plain(0)),
    'span_ns_share': Share('of ours', 'span_ns'),
    'span_cpu_ns': Column('process ns', 'span_cpu_ns', plain(0)),
    'span_cpu_share': Share('of ours', 'span_cpu_ns'),
    'allocations': Column('allocations', 'allocations', plain(2)),
    'kept': Column('kept', 'kept', plain(2)),
    'closed': Sum('attacker closed', 'closed', thousands),
    'exported': Sum('exported', 'spans_exported', thousands),
    'bytes_each': Column('bytes each', 'bytes_each', plain(0)),
    'cpu_seconds': Column('CPU s', 'cpu_seconds', plain(1)),
}
STREAM = ['qps', 'qps_share', 'server_cpu', 'server_cpu_share', 'client_cpu']
ATTACK = ['qps', 'kept', 'server_cpu', 'p50', 'p99', 'memory', 'closed']
LOAD = ['qps', 'qps_share', 'server_cpu', 'server_cpu_share', 'p50', 'p99', 'p999', 'client_cpu', 'memory']


def cells(section, row):
    """`section` and `row` as in the JSON."""
    limit = next((other for other in section['rows'] if other['name'] == row['limit']), None)
    return [COLUMNS[name].cell(row, limit) for name in section['columns']]
