# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""What tracing costs: none, 1 % and 100 % of the calls, sent to a collector that only counts. The exporter runs on the
server's core, the collector on the load's. Every span that was made must have come; with a queue of 2,048 spans (the
specification's default) some do not, and the row says how many."""
from driver import programs, stats
from driver.kinds import OURS, Kind
from driver.section import Row, Section

COLUMNS = ['qps', 'qps_of_none', 'server_cpu', 'server_cpu_of_none', 'p99', 'p99_of_none', 'memory', 'more_memory', 'calls',
           'spans', 'received', 'dropped']
NONE = 'no tracing'
MANY_CALLS, SLOWER = 5e6, 0.85


class Traced:
    """A server with tracing options, and what must hold of its spans."""

    def __init__(self, bench, *options, lossless=True, every_call=False):
        self.bench, self.options, self.lossless, self.every_call = bench, options, lossless, every_call

    def round(self, connections, in_flight):
        bench = self.bench
        sink = programs.Server([bench.program('otlp_sink')], bench.load_cores)
        with sink:
            words = ['--collector', f'http://127.0.0.1:{sink.port}', *self.options] if self.options else []
            kind = Kind(OURS.name, OURS.program, words)
            server = programs.Server(kind.command(bench), bench.server_cores)
            with server:
                figures = kind.load(bench, server, 1024, connections, in_flight)
                figures['memory_mb'] = server.memory('VmHWM') / 1e6
        if self.options:
            self.check(figures, server.last_words, sink.last_words, connections * in_flight)
        return figures

    def both(self, callers):
        """With our client, whose calls begin the traces: a span on each side."""
        bench = self.bench
        sink = programs.Server([bench.program('otlp_sink')], bench.load_cores)
        with sink:
            words = ['--collector', f'http://127.0.0.1:{sink.port}', *self.options] if self.options else []
            server = programs.Server([bench.program('elanus_echo')] + words, bench.server_cores)
            with server:
                client = [bench.program('elanus_client'), '--address', f'127.0.0.1:{server.port}', '--callers', callers]
                figures = bench.client(client + words + ['--server', server.pid])
                figures['memory_mb'] = server.memory('VmHWM') / 1e6
        if self.options:
            spans = {key: figures[key] + server.last_words[key] for key in ('ended', 'dropped')}
            figures['all_calls'] = 2 * figures['all_calls'] - 1
            self.check(figures, spans, sink.last_words, 0)
        return figures

    def check(self, figures, spans, sink, in_flight):
        figures['spans_made'], figures['spans_dropped'] = spans['ended'], spans['dropped']
        figures['spans_received'] = sink['spans']
        if spans['ended'] != sink['spans'] + spans['dropped']:
            raise programs.Failed(f'{spans["ended"]} spans were made, {sink["spans"]} came and {spans["dropped"]} were '
                                  'dropped: expected none to be lost')
        if self.lossless and spans['dropped'] and self.bench.mode != 'smoke':
            raise programs.Failed(f'{spans["dropped"]} of {spans["ended"]} spans were dropped, expected none')
        # Those in flight at the end are not counted by the load; one call checked the answer.
        least = figures['all_calls'] + 1
        if self.every_call and not least <= spans['ended'] <= least + in_flight:
            raise programs.Failed(f'{spans["ended"]} spans of {least} calls, expected one each')


def subjects(bench):
    return [
        (NONE, Traced(bench)),
        ('1 %', Traced(bench, '--trace', '0.01')),
        ('1 %, and every failed or slow call', Traced(bench, '--trace', '0.01', '--deferred', '1')),
        ('100 %', Traced(bench, '--trace', '1', every_call=True)),
        ('100 %, queue of 2,048', Traced(bench, '--trace', '1', '--queue-spans', '2048', lossless=False, every_call=True)),
    ]


def rows(bench, connections, in_flight):
    return [Row(name, lambda subject=subject: subject.round(connections, in_flight), NONE) for name, subject in subjects(bench)]


def section(bench, name, title, connections, in_flight):
    """A full run has at least five million calls in each row: memory and CPU are to be right to a hundredth."""
    def seconds():
        peak = stats.median(bench.peaks.get((f'alone-{connections}x{in_flight}', OURS.name), [100e3]))
        return max(2.0, min(20.0, MANY_CALLS / bench.rounds / (SLOWER * peak)))
    made = Section(name, title, COLUMNS, rows(bench, connections, in_flight))
    if bench.mode == 'full':
        made.seconds = seconds
    return made


def sections(bench):
    both = Section('tracing-both', 'Tracing on both sides, 1 KiB: 100 callers, a connection each', COLUMNS + ['client_cpu'], [
        Row(name, lambda subject=subject: subject.both(100), NONE)
        for name, subject in subjects(bench) if subject.lossless and '--deferred' not in subject.options])
    made = [
        section(bench, 'tracing', 'Tracing, server alone, 1 KiB: 100 connections, one in flight on each', 100, 1),
        section(bench, 'tracing-4x25', 'Tracing, server alone, 1 KiB: 4 connections, 25 in flight on each', 4, 25),
    ]
    return {'smoke': [made[0], both], 'quick': made, 'full': made + [both]}[bench.mode]
