# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""Our spans beside those of a real Kitex (kitex_spans.txt): names, kinds, status, attributes, events. What differs must be
one of DIFFERENCES, which docs/interop.md explains."""
import os
import re

import peers
from collector.collector import Collector, attributes

# A recorded case, the case of ours that is the same, its span's name, and the transport.
CASES = [
    ('thrift ok', 'ping', 'interop.Interop/Ping', 'ttheader_framed'),
    ('thrift pure ttheader', 'ping', 'interop.Interop/Ping', 'ttheader'),
    ('thrift biz', 'biz_error', 'interop.Interop/Raise', 'ttheader_framed'),
    ('thrift err', 'handler_error', 'interop.Interop/Raise', 'ttheader_framed'),
    ('thrift idl exception', 'not_found', 'interop.Interop/Raise', 'ttheader_framed'),
    ('thrift panic', 'panic', 'interop.Interop/Raise', 'ttheader_framed'),
    ('thrift oneway', 'oneway', 'interop.Interop/Notify', 'ttheader_framed'),
    ('thrift timeout', 'timeout', 'interop.Interop/Sleep', 'ttheader_framed'),
    ('thrift noserver', 'ping', 'interop.Interop/Ping', 'ttheader_framed'),
    ('ttheader unknown method', 'unknown_method', 'absent.Interop/NoSuchMethod', 'ttheader_framed'),
    ('plain framed ok, server span protocol', 'ping', 'interop.Interop/Ping', 'framed'),
    ('plain buffered ok', 'ping', 'interop.Interop/Ping', 'buffered'),
]
KINDS = {'CLI': 3, 'SVR': 2}
CODES = {'Unset': 0, 'Ok': 1, 'Error': 2}
# The recorded client asks for source_operation, the peers' clients do not; their resources have no namespace.
NOT_COMPARED = {'source_operation', 'peer.service.namespace', 'peer.deployment.environment'}
EVENT_STATUS = re.compile(r'event\.status=(\d)')

# What is deliberately not as Kitex has it: the recorded case ('' for any), the side, and how compare() begins to say it.
DIFFERENCES = {
    ('', 'SVR', 'the sizes'),                 # both sides count the frame length inside of TTHeader
    ('thrift biz', 'CLI', 'the attribute biz.status_code'),
    ('thrift biz', 'CLI', 'the attribute biz.message'),
    ('thrift biz', 'SVR', 'the attribute biz.status_code'),
    ('thrift biz', 'SVR', 'the attribute biz.message'),
    ('thrift biz', 'CLI', 'the events'),      # the error stands in the header; no payload is waited for
    ('thrift panic', 'CLI', 'the text'),      # without ", please check the panic at the server side"
    ('thrift panic', 'SVR', 'the text'),
    ('thrift oneway', 'SVR', 'the events'),   # nothing is written, so there is no write event
    ('thrift timeout', 'CLI', 'the text'),    # without "location=kitex.rpcTimeoutMW"
    ('thrift timeout', 'CLI', 'the events'),  # the read is finished, with an error
    ('thrift noserver', 'CLI', 'the text'),   # "connection refused" is what the kernel said
}


class Span:
    """What is compared of a span: of a recorded one, or of one of ours."""
    def __init__(self, side, name, code, text):
        self.side, self.name, self.code, self.text = side, name, code, text
        self.attributes, self.events = {}, []


def recorded():
    """The spans of each recorded case."""
    cases, spans = {}, None
    for line in open(os.path.join(peers.HERE, 'kitex_spans.txt'), encoding='utf-8'):
        head = re.match(r'== (.*)', line)
        span = re.match(r'  (CLI|SVR) SPAN "([^"]*)" .*status=(\w+) "(.*)"$', line)
        if head:
            spans = cases.setdefault(head.group(1), {})
        elif span:
            last = Span(span.group(1), span.group(2), CODES[span.group(3)], span.group(4))
            spans[last.side] = last
        elif line.startswith('     attrs ['):
            last.attributes = dict(pair.partition('=')[::2] for pair in line.strip()[7:-1].split(' '))
        elif line.startswith('     event '):
            status = EVENT_STATUS.search(line)
            last.events.append((line.split()[1], int(status.group(1)) if status else None))
    return cases


def ours(span, side):
    made = Span(side, span['name'], span.get('status', {}).get('code', 0), span.get('status', {}).get('message', ''))
    made.attributes = attributes(span)
    for event in sorted(span.get('events', []), key=lambda event: int(event['timeUnixNano'])):
        status = attributes(event).get('event.status')
        made.events.append((event['name'], None if status is None else int(status)))
    return made


def same_text(theirs, got):
    """Texts name services, methods, addresses and what the handler said; the words around them are compared."""
    def words(text):
        text = re.sub(r'boom|handler failed|oh no', '(text)', text)
        text = re.sub(r'\d+\.\d+\.\d+\.\d+:\d+', '(address)', text)
        text = re.sub(r'to=[\w-]+, method=\w+', '(call)', text)
        return re.sub(r'method=\w+\.\w+|method \w+ \(service \w+\)', '(method)', text)
    return words(theirs) == words(got)


def compare(theirs, got, events):
    """What differs, in words."""
    method = got.name.rpartition('/')[2]
    if got.code != theirs.code:
        yield f'the status {got.code} instead of {theirs.code}'
    elif not same_text(theirs.text, got.text):
        yield f'the text "{got.text}" instead of "{theirs.text}"'
    for key in sorted(theirs.attributes.keys() - got.attributes.keys() - NOT_COMPARED):
        yield f'no attribute {key}'
    for key in sorted(got.attributes.keys() - theirs.attributes.keys() - NOT_COMPARED):
        yield f'the attribute {key}'
    for key in ('rpc.system', 'request.protocol'):
        if got.attributes.get(key) != theirs.attributes.get(key):
            yield f'{key} {got.attributes.get(key)} instead of {theirs.attributes.get(key)}'
    if got.attributes.get('rpc.method') != method or got.attributes.get('rpc.service') != 'interop':
        yield f'rpc.service {got.attributes.get("rpc.service")}, rpc.method {got.attributes.get("rpc.method")}'
    for key in ('kitex.recv_size', 'kitex.send_size'):
        if (int(theirs.attributes[key]) == 0) != (int(got.attributes.get(key, 0)) == 0):
            yield f'{key} {got.attributes.get(key)} instead of {theirs.attributes[key]}'
    if events and got.events != theirs.events:
        yield f'the events {got.events} instead of {theirs.events}'


def compare_sizes(theirs, got):
    """What one side sends and the other receives: by how much the figures differ."""
    for sender, receiver in (('CLI', 'SVR'), ('SVR', 'CLI')):
        lost = [int(spans[sender].attributes['kitex.send_size']) - int(spans[receiver].attributes['kitex.recv_size'])
                for spans in (theirs, got)]
        if lost[0] != lost[1]:
            yield f'the sizes of the two sides differ by {lost[1]} instead of {lost[0]}'


def spans_of(peer, program, case, transport, name, log):
    """Runs a case with tracing; gives the spans of both sides."""
    collector = Collector(program, name)
    try:
        tracing = ['--otlp', collector.address]
        if name.endswith('noserver'):
            peers.run_client(peer, f'127.0.0.1:{peers.free_port()}', transport, ['--case', case, *tracing], log)
        else:
            server = peers.Server(peer, tracing, log)
            peers.run_client(peer, server.address, transport, ['--case', case, *tracing], log)
            server.stop()
    finally:
        spans = collector.stop()
    return spans


def judge(case, theirs, spans, name):
    """Differences that are not on the list, those of the list that were met, and how many spans were compared."""
    unknown, met, got, differences = [], set(), {}, []
    for side, span in theirs.items():
        found = [made for made in spans if made['kind'] == KINDS[side] and made['name'] == name]
        if found:
            got[side] = ours(found[0], side)
            # Of the cases that begin with "thrift" all events are recorded.
            differences += [(side, what) for what in compare(span, got[side], case.startswith('thrift '))]
        else:
            differences.append((side, f'no span {name}'))
    if len(got) == 2:
        differences += [('SVR', what) for what in compare_sizes(theirs, got)]
    for side, what in differences:
        known = {entry for entry in DIFFERENCES if entry[0] in ('', case) and entry[1] == side and what.startswith(entry[2])}
        met |= known
        if not known:
            unknown.append(f'{case}, {"client" if side == "CLI" else "server"}: {what}')
    return unknown, met, len(got)


def run(peer, program):
    """A list of what is wrong for each recorded case."""
    log = os.path.join(peers.BUILD, 'logs', 'kitex-spans.txt')
    results, total, all_met = [], 0, set()
    reference = recorded()
    for case, of_ours, name, transport in CASES:
        spans = spans_of(peer, program, of_ours, transport, f'kitex-{case.replace(" ", "-")}', log)
        unknown, met, compared = judge(case, reference[case], spans, name)
        results.append(unknown)
        total, all_met = total + compared, all_met | met
    gone = DIFFERENCES - all_met
    results.append([f'no longer different, remove it from the list: {entry}' for entry in sorted(gone)])
    print(f'{total} spans beside those of a real Kitex, {len(all_met)} known differences'
          f'{"  MISMATCH" if any(results) else ""}')
    return results
