# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""What each case must print, and what a server must have handled. The one place for it: docs/interop.md says the same in words.

A client judges its own cases (`ok`); the table holds what it prints to the contract a second time."""
HEADERED = ('ttheader', 'ttheader_framed', 'kitex_protobuf')
GRPC = ('grpc', 'grpc_thrift')
PROTOBUF = ('kitex_protobuf', 'grpc')
APPLICATION_UNKNOWN_METHOD, APPLICATION_INTERNAL, APPLICATION_PROTOCOL, APPLICATION_UNKNOWN_SERVICE = 1, 6, 7, 20
GRPC_UNIMPLEMENTED, GRPC_INTERNAL, GRPC_FAILED_PRECONDITION = 12, 13, 9


class Run:
    """What a case may depend on."""
    def __init__(self, client, server, transport, meta=True, crc=False, mux=0, gzip=False):
        self.client, self.server, self.transport = client, server, transport
        self.meta, self.crc, self.mux, self.gzip = meta, crc, mux, gzip

    @property
    def headers(self):
        return self.transport in HEADERED

    @property
    def grpc(self):
        return self.transport in GRPC

    @property
    def protobuf(self):
        return self.transport in PROTOBUF

    @property
    def biz(self):
        return self.grpc or (self.headers and self.meta)

    def method(self, name):
        return name + 'Pb' if self.protobuf else name

    def __str__(self):
        words = [f'{self.client.name:<14}', f'{self.server.name:<14}', f'{self.transport:<16}']
        if self.headers:
            words += ['meta' if self.meta else '-   ', 'crc' if self.crc else '-  ', 'mux' if self.mux else 'pool']
        if self.grpc:
            words += ['meta' if self.meta else '-   ', 'gzip' if self.gzip else '']
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
        codes = want_code if isinstance(want_code, tuple) else (want_code,)
        if got.get('kind') == kind and (want_code is None or got.get('code') in codes) and part in got.get('text', ''):
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
    want = {'method': run.method('Meta'), 'from': 'interop-client' if run.meta and (run.headers or run.grpc) else ''}
    if run.headers:
        want.update({'t.ta': '1', 'p.pa': '2'})
    if run.grpc:
        want.update({'t.TA': '1', 'p.PA': '2', 't.MIXED_CASE_KEY': 'v', 'm.x-plain': '1,2'})
    if not isinstance(value, dict):
        return f'expected a map, got {value}'
    wrong = {k: v for k, v in want.items() if value.get(k) != v}
    extra = [k for k in value if k not in want and not run.headers and not run.grpc]
    return f'expected {want}, got {value}' if wrong or extra else ''


def meta_backward(line, run):
    value = line.get('got')
    if not run.grpc:
        return got('bv' if run.headers else '')(line, run)
    trailer = (value or {}).get('trailer', {})
    right = value and value.get('bk') == '' and value.get('header', {}).get('h1') == ['hv'] and trailer.get('t1') == ['tv'] \
        and 't1-bin' in trailer
    return '' if right else f'expected h1, t1 and t1-bin, got {value}'


def hop2(line, run):
    """Persistent values reach every hop. Transient ones: the next hop; over gRPC, and with tracing on, Kitex passes them on."""
    value = line.get('got') or []
    carried = run.headers or run.grpc
    transient, persistent = ('t.TA=1', 'p.PA=2') if run.grpc else ('t.ta=1', 'p.pa=2')
    for hops, text in enumerate(value):
        head, *values = text.split('|')
        if head != 'interop>' * hops + 'hi':
            return f'expected {hops} more servers, got {text}'
        if carried != (persistent in values) or (carried and hops == 0 and transient not in values):
            return f'expected metainfo to travel as {run.transport} has it, got {text}'
    return '' if len(value) == 3 else f'expected three answers, got {value}'


def internal(run):
    return GRPC_INTERNAL if run.grpc else APPLICATION_INTERNAL


def three_errors(kind, code, part):
    """Each of the three streams ends so, after three items."""
    def check(line, run):
        value = line.get('got') or {}
        errors = value.get('errors') or []
        right = [e for e in errors if e.get('kind') == kind and e.get('code') == code and part in e.get('text', '')]
        return '' if len(errors) == len(right) == 3 and value.get('items') == 3 else f'expected three times {kind} {code} "{part}" after 3 items, got {value}'
    return check


def ended(*names):
    """The server's streams were cancelled."""
    def check(line, run):
        value = line.get('got') or {}
        return '' if all(value.get(name, '').startswith('cancelled') for name in names) else f'expected cancelled, got {value}'
    return check


def stream_meta(line, run):
    value = line.get('got') or {}
    right = value.get('arrived') == 'm.x-plain=1|p.PA=2|t.TA=1' and value.get('header', {}).get('h1') == 'hv' \
        and value.get('trailer', {}).get('t1') == 'tv'
    return '' if right else f'expected metadata both ways, got {value}'


def unknown_method(run):
    if run.grpc:
        return APPLICATION_UNKNOWN_METHOD, GRPC_UNIMPLEMENTED
    named = run.headers and run.meta
    return APPLICATION_UNKNOWN_METHOD if named or run.server.apache else APPLICATION_UNKNOWN_SERVICE


def unknown_service(run):
    if run.grpc:
        return APPLICATION_UNKNOWN_SERVICE, GRPC_UNIMPLEMENTED
    return APPLICATION_UNKNOWN_METHOD if run.server.apache else APPLICATION_UNKNOWN_SERVICE


CASES = {
    'ping': [got('hi')],
    'everything': [got(EVERYTHING)],
    'everything_empty': [got(EMPTY)],
    'presence_lost': [],
    'everything_nil': [error('application', APPLICATION_PROTOCOL)],
    'extremes': [got('NaN +Inf -Inf -0')],
    'optional_absent': [got(EMPTY)],
    'optional_zero': [got(ZERO)],
    'unknown_fields': [got({'a': 1})],
    'union_text': [got({'a': 2, 'e': {'text': 'text'}})],
    'union_inner': [got({'a': 2, 'e': {'inner': {'name': 'arm', 'count': 7}}})],
    'join': [got('a:9:n:7')],
    'nothing': [],
    'oneway': [lambda line, run: '' if run.grpc and line.get('got') == 0 else got(3)(line, run)],
    'not_found': [got({'what': 'thing', 'code': 404}), error('exception')],
    'denied': [got({'reason': 'no'}), error('exception')],
    'raise_fine': [got('fine')],
    'raise_nothing': [got('')],
    'handler_error': [error('application', internal, 'handler failed')],
    'panic': [error('application', internal, 'boom')],
    'grpc_status': [error('application', lambda run: GRPC_FAILED_PRECONDITION if run.grpc else APPLICATION_INTERNAL, 'not now')],
    'biz_error': [error('biz', 1001, 'biz failed')],
    'biz_error_no_meta': [got('')],
    'unknown_method': [error('application', unknown_method)],
    'unknown_service': [error('application', unknown_service)],
    'wrong_service': [lambda line, run: error('application', unknown_service)(line, run) if run.grpc else got('hi')(line, run)],
    'timeout': [error('timeout'), early],
    'cancel': [error('cancelled'), early],
    'payload_64k': [got({'bytes': 65536})],
    'payload_1m': [got({'bytes': 1048576})],
    'payload_16m': [got({'bytes': 16777216})],
    'meta': [meta],
    'meta_backward': [meta_backward],
    'hop2': [hop2],
    'many': [],
    'slow_and_fast': [],
    'idle_reuse': [],
    'server_stream': [got(5)],
    'client_stream': [got({'count': 5, 'sum': 10})],
    'bidi': [],
    'bidi_half_close': [got(3)],
    'bidi_server_ends': [],
    'empty_streams': [],
    'stream_meta': [stream_meta],
    'stream_error_midway': [three_errors('application', GRPC_INTERNAL, 'handler failed')],
    'stream_biz_error': [three_errors('biz', 1001, 'biz failed')],
    'stream_status': [three_errors('application', GRPC_FAILED_PRECONDITION, 'not now')],
    'stream_panic': [three_errors('application', GRPC_INTERNAL, 'boom')],
    'stream_unknown_method': [error('application', unknown_method)],
    'stream_unknown_service': [error('application', unknown_service)],
    'stream_cancel_by_client': [error('cancelled'), ended('server')],
    'stream_hop_cancel': [error('cancelled'), ended('near', 'far')],
    'stream_client_timeout': [ended('server')],
    'stream_recv_timeout': [error('timeout'), ended('server')],
    'stream_big_items': [],
    'stream_slow_reader': [],
    'many_streams': [],
    'server_stops': [error('connection')],
    'server_stops_stream': [error('connection')],
    'server_stops_long_stream': [error('connection')],
}
ALONE = ('server_stops', 'server_stops_stream', 'server_stops_long_stream')
# What only one of the payloads has.
THRIFT_ONLY = ('everything_nil', 'optional_absent', 'unknown_fields', 'union_text', 'union_inner', 'join', 'nothing', 'oneway',
               'not_found', 'denied', 'raise_nothing', 'many')
PROTOBUF_ONLY = ('presence_lost', 'grpc_status')
STREAMS = ('server_stream', 'client_stream', 'bidi', 'bidi_half_close', 'bidi_server_ends', 'empty_streams', 'stream_meta',
           'stream_error_midway', 'stream_biz_error', 'stream_status', 'stream_panic', 'stream_unknown_method',
           'stream_unknown_service', 'stream_cancel_by_client', 'stream_hop_cancel', 'stream_client_timeout',
           'stream_recv_timeout', 'stream_big_items', 'stream_slow_reader', 'many_streams')

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
    absent |= set(THRIFT_ONLY if run.protobuf else PROTOBUF_ONLY)
    absent |= set() if run.grpc else set(STREAMS)
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
PROTOBUF_EXACTLY = {'MetaPb': 2, 'HopPb': 6}
PROTOBUF_HANDLED = ('PingPb', 'EchoPb', 'RaisePb', 'SleepPb', 'PayloadPb')
STREAMS_HANDLED = ('ServerStream', 'ClientStream', 'Bidi', 'Ended')


def judge_handled(run, handled):
    exactly = dict(PROTOBUF_EXACTLY if run.protobuf else HANDLED_EXACTLY)
    at_all = list(PROTOBUF_HANDLED if run.protobuf else HANDLED)
    if run.grpc:
        at_all += [run.method(name) for name in STREAMS_HANDLED]
    if run.grpc and not run.protobuf and run.server.name != 'ours':
        exactly.pop('Notify')  # Kitex does not serve oneway methods over gRPC
    wrong = [f'{name} {handled.get(name, 0)} times instead of {count}'
             for name, count in exactly.items() if handled.get(name, 0) != count]
    wrong += [f'{name} never' for name in at_all if not handled.get(name)]
    return f'the server handled {", ".join(wrong)}' if wrong else ''
