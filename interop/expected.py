# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""What each case must print, and what a server must have handled. The one place for it: docs/interop.md says the same in words.

A client judges its own cases (`ok`); the table holds what it prints to the contract a second time."""
HEADERED = ('ttheader', 'ttheader_framed')
APPLICATION_UNKNOWN_METHOD, APPLICATION_INTERNAL, APPLICATION_PROTOCOL, APPLICATION_UNKNOWN_SERVICE = 1, 6, 7, 20


class Run:
    """What a case may depend on."""
    def __init__(self, client, server, transport, meta=True, crc=False, mux=0):
        self.client, self.server, self.transport = client, server, transport
        self.meta, self.crc, self.mux = meta, crc, mux

    @property
    def headers(self):
        return self.transport in HEADERED

    @property
    def biz(self):
        return self.headers and self.meta

    def __str__(self):
        words = [f'{self.client.name:<14}', f'{self.server.name:<14}', f'{self.transport:<16}']
        if self.headers:
            words += ['meta' if self.meta else '-   ', 'crc' if self.crc else '-  ', 'mux' if self.mux else 'pool']
        return ' '.join(words)


EVERYTHING = {
    'b': True, 'y': -8, 's': -30000, 'i': 2000000000, 'l': -9000000000000000000, 'd': 3.5, 'str': 'häÿ世界🙂',
    'bin': 'AP+A', 'colour': 5, 'ints': [1, -2, 3], 'words': ['a', 'b'],
    'inners': {'k': {'name': 'x', 'count': 1, 'tags': ['t']}}, 'inner': {'name': 'y', 'count': 7},
    'nested': [[{'1': 'one'}], []], 'maybe': 'm', 'must': 'M', 'at': 1700000000, 'choice': {'number': 5},
    'with_default': 1, 'with_text': 'w', 'colours': [1, 2], 'by_colour': {'1': [{'name': 'z', 'count': 7}]},
    'maybe_double': 0, 'maybe_bool': False}
EMPTY = {
    'b': False, 'y': 0, 's': 0, 'i': 0, 'l': 0, 'd': 0, 'str': '', 'bin': '', 'colour': 0, 'ints': [], 'words': [],
    'inners': {}, 'inner': {'name': '', 'count': 7}, 'nested': [], 'must': 'M', 'at': 0, 'with_default': 42,
    'with_text': 'default', 'colours': [], 'by_colour': {}}
ZERO = {**EMPTY, 'maybe': '', 'maybe_double': 0, 'maybe_bool': False}


def error(kind, code=None, part=''):
    """A check of the error object."""
    def check(line, run):
        got = line.get('error') or {}
        want_code = code(run) if callable(code) else code
        if got.get('kind') == kind and (want_code is None or got.get('code') == want_code) and part in got.get('text', ''):
            return ''
        return f'expected an error {kind} {want_code if want_code is not None else ""} "{part}", got {got}'
    return check


def got(expected):
    """A check of `got`, where the client prints it. An empty binary may be left out, as Go does."""
    def check(line, run):
        value = line.get('got')
        want = expected(run) if callable(expected) else expected
        if value is None or value == want:
            return ''
        if isinstance(value, dict) and {k: v for k, v in value.items() if k != 'maybe_binary'} == want:
            return ''
        return f'expected {want}, got {value}'
    return check


def early(line, run):
    after = (line.get('got') or {}).get('after_ms')
    return '' if after is None or after < 500 else f'expected an end before 500 ms, got {after}'


def meta(line, run):
    value = line.get('got')
    want = {'method': 'Meta', 'from': 'interop-client' if run.biz else ''}
    if run.headers:
        want.update({'t.ta': '1', 'p.pa': '2'})
    if not isinstance(value, dict):
        return f'expected a map, got {value}'
    wrong = {k: v for k, v in want.items() if value.get(k) != v}
    extra = [k for k in value if k not in want and not run.headers]
    return f'expected {want}, got {value}' if wrong or extra else ''


def hop2(line, run):
    """Persistent values reach every hop. Transient ones: the next hop; with tracing on, Kitex passes them on."""
    value = line.get('got') or []
    for hops, text in enumerate(value):
        head, *values = text.split('|')
        if head != 'interop>' * hops + 'hi':
            return f'expected {hops} more servers, got {text}'
        if run.headers != ('p.pa=2' in values) or (run.headers and hops == 0 and 't.ta=1' not in values):
            return f'expected metainfo to travel as {run.transport} has it, got {text}'
    return '' if len(value) == 3 else f'expected three answers, got {value}'


def unknown_method(run):
    named = run.headers and run.meta
    return APPLICATION_UNKNOWN_METHOD if named or run.server.apache else APPLICATION_UNKNOWN_SERVICE


def unknown_service(run):
    return APPLICATION_UNKNOWN_METHOD if run.server.apache else APPLICATION_UNKNOWN_SERVICE


CASES = {
    'ping': [got('hi')],
    'everything': [got(EVERYTHING)],
    'everything_empty': [got(EMPTY)],
    'everything_nil': [error('application', APPLICATION_PROTOCOL)],
    'extremes': [got('NaN +Inf -Inf -0')],
    'optional_absent': [got(EMPTY)],
    'optional_zero': [got(ZERO)],
    'unknown_fields': [got({'a': 1})],
    'union_text': [got({'a': 2, 'e': {'text': 'text'}})],
    'union_inner': [got({'a': 2, 'e': {'inner': {'name': 'arm', 'count': 7}}})],
    'join': [got('a:9:n:7')],
    'nothing': [],
    'oneway': [got(3)],
    'not_found': [got({'what': 'thing', 'code': 404}), error('exception')],
    'denied': [got({'reason': 'no'}), error('exception')],
    'raise_fine': [got('fine')],
    'raise_nothing': [got('')],
    'handler_error': [error('application', APPLICATION_INTERNAL, 'handler failed')],
    'panic': [error('application', APPLICATION_INTERNAL, 'boom')],
    'biz_error': [error('biz', 1001, 'biz failed')],
    'biz_error_no_meta': [got('')],
    'unknown_method': [error('application', unknown_method)],
    'unknown_service': [error('application', unknown_service)],
    'wrong_service': [got('hi')],
    'timeout': [error('timeout'), early],
    'cancel': [error('cancelled'), early],
    'payload_64k': [got({'bytes': 65536})],
    'payload_1m': [got({'bytes': 1048576})],
    'payload_16m': [got({'bytes': 16777216})],
    'meta': [meta],
    'meta_backward': [got(lambda run: 'bv' if run.headers else '')],
    'hop2': [hop2],
    'many': [],
    'slow_and_fast': [],
    'idle_reuse': [],
    'server_stops': [error('connection')],
}
ALONE = ('server_stops',)

# Where a pair does something else than the contract says, and why. The case must fail there: one that has come to pass is a
# mismatch too, so that this list stays true.
DEVIATIONS = {
    ('apache-cpp', 'everything_nil'): 'closes the connection when a required field is missing',
    ('apache-python', 'everything_nil'): 'does not check required fields',
    ('apache-node', 'everything_nil'): 'answers with an error of type 6',
}


def expected_cases(run):
    """The cases that --all prints for this run."""
    absent = {'biz_error_no_meta' if run.biz else 'biz_error', *ALONE, *run.client.lacks}
    return [case for case in CASES if case not in absent]


def deviation(run, case):
    return DEVIATIONS.get((run.server.name, case))


def judge(run, line):
    """What is wrong with the line that a client printed for a case; '' when it is right."""
    case = line['case']
    why = deviation(run, case)
    if why:
        return '' if not line.get('ok') else f'expected to fail, since {run.server.name} {why}; remove it from the list'
    if 'skipped' in line:
        return '' if run.client.may_skip else f'skipped: {line["skipped"]}'
    if not line.get('ok'):
        return f'not ok: got {line.get("got")}, error {line.get("error")}'
    return '; '.join(filter(None, (check(line, run) for check in CASES.get(case, []))))


# How often a server has handled each method when all cases have run: exactly, or at least once.
HANDLED_EXACTLY = {'Nothing': 1, 'Notify': 3, 'Meta': 2, 'Hop': 6}
HANDLED = ('Ping', 'EchoEverything', 'EchoOld', 'EchoNew', 'Join', 'Notified', 'Raise', 'Sleep', 'Payload')


def judge_handled(handled):
    wrong = [f'{name} {handled.get(name, 0)} times instead of {count}'
             for name, count in HANDLED_EXACTLY.items() if handled.get(name, 0) != count]
    wrong += [f'{name} never' for name in HANDLED if not handled.get(name)]
    return f'the server handled {", ".join(wrong)}' if wrong else ''
