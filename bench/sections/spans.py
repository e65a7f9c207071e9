# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""What one span costs, ours beside that of opentelemetry-cpp. Spans are made in rounds that fit into the queue, and
behind each round all of it is exported, so that nothing is dropped: the time is that of who makes the spans, the CPU that
of the whole process, batching and exporting included."""
from driver import programs
from driver.section import Row, Section

OURS, STOCK = 'Elanus', 'opentelemetry-cpp'
PROGRAMS = {OURS: 'elanus_spans', STOCK: 'stock_spans'}
COLUMNS = ['span_ns', 'span_ns_share', 'span_cpu_ns', 'span_cpu_share', 'allocations', 'spans', 'exported']
CASES = [
    # name, words, whether every span is to be exported
    ('not sampled, 6 attributes set', ['--sampled', '0', '--attributes', '6']),
    ('sampled, no attributes', []),
    ('sampled, 6 attributes', ['--attributes', '6']),
    ('sampled, 8 attributes', ['--attributes', '8']),
    ('sampled, 6 attributes, 8 events', ['--attributes', '6', '--events', '8']),
    ('sampled, 6 attributes, 2 threads', ['--attributes', '6', '--threads', '2']),
]
SWALLOWED = ('The exporter swallows what it gets: of Elanus, bytes that are ready to be sent; of opentelemetry-cpp, the '
             'records of its OTLP exporter, before they become bytes. Two threads run on two cores.')
SENT = 'Sent by OTLP/HTTP to a collector of ours on the other core, which only counts. Each with the client that it has.'


def measure(bench, program, words, sent):
    cores = None if '--threads' in words else bench.server_cores
    command = [bench.program(program), *words, *bench.window()]
    if not sent:
        return check(programs.run(command, cores, bench.seconds + 30), words)
    sink = programs.Server([bench.program('otlp_sink')], bench.load_cores)
    with sink:
        url = f'http://127.0.0.1:{sink.port}/v1/traces'
        figures = check(programs.run(command + ['--url', url], cores, bench.seconds + 30), words)
    if sink.last_words['spans'] < figures['spans_exported']:
        raise programs.Failed(f'{figures["spans_exported"]} spans were sent, {sink.last_words["spans"]} came')
    return figures


def check(figures, words):
    expected = 0 if '--sampled' in words else figures['spans_made']
    if figures['spans_exported'] != expected:
        raise programs.Failed(f'{figures["spans_made"]} spans were made, {figures["spans_exported"]} exported: '
                              f'expected {expected}')
    return figures


def rows(bench, cases, sent):
    for name, words in cases:
        limit = f'{OURS}: {name}'
        for library, program in PROGRAMS.items():
            yield Row(f'{library}: {name}', lambda p=program, w=words: measure(bench, p, w, sent), limit,
                      missing=bench.missing(program))


def sections(bench):
    quick = bench.mode == 'quick'
    swallowed, sent = (CASES[0:1] + CASES[2:3], CASES[2:3]) if quick else (CASES, CASES[2:3] + CASES[4:5])
    return [
        Section('spans', 'One span, exporter swallows', COLUMNS, list(rows(bench, swallowed, False)), note=SWALLOWED),
        Section('spans-sent', 'One span, sent to a collector', COLUMNS, list(rows(bench, sent, True)), note=SENT),
    ]
