# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""Tracing, as OpenTelemetry's own Collector receives it: calls through a chain of four of our servers are one trace each, whole or
absent; and the spans of single calls are those that a real Kitex wrote."""
import collections
import os
import re
import socket
import threading

import kitex_spans
import peers
from collector.collector import Collector, attributes, build

# The chain: how each server is called, and with what options it runs. The first one is called over multiplexed connections.
CHAIN = [('ttheader', []), ('ttheader_framed', ['--crc', 'on']), ('ttheader', []), ('ttheader_framed', [])]
NAMES = ['alpha', 'beta', 'gamma', 'delta']
SPAN_NAME = 'interop.Interop/Hop'
CLIENT, SERVER = 3, 2  # OTLP's span kinds
# What the caller tells of itself, the trace context, and hop2's own transient value.
KEYS = {f'RPC_TRANSIT_{name}' for name in ('traceparent', 'service.name', 'deployment.environment', 'ta')}
ROUTES = len(CHAIN)    # hop2 calls with no further server, with one, with two, with three
REPEATS = {0: 5, 0.1: 100, 1: 5}


class Tap:
    """A proxy in front of the first server, which reads the trace contexts and the names of the transient values that pass."""
    CONTEXT = re.compile(rb'RPC_TRANSIT_traceparent\x00\x3700-([0-9a-f]{32})-([0-9a-f]{16})-(0[01])')
    KEY = re.compile(rb'\x00(.)(RPC_TRANSIT_[\w.]+)', re.S)

    def __init__(self, target):
        self.target, self.seen, self.keys = target, {}, set()
        self.listener = socket.create_server(('127.0.0.1', 0))
        self.address = '127.0.0.1:%d' % self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            client, _ = self.listener.accept()
            host, port = self.target.split(':')
            server = socket.create_connection((host, int(port)))
            threading.Thread(target=self.copy, args=(client, server, True), daemon=True).start()
            threading.Thread(target=self.copy, args=(server, client, False), daemon=True).start()

    def copy(self, source, target, request):
        rest = b''
        try:
            while data := source.recv(65536):
                if request:
                    rest = (rest + data)[-len(data) - 512:]
                    self.keys |= {key[:length[0]].decode() for length, key in self.KEY.findall(rest)}
                    for trace, span, flags in self.CONTEXT.findall(rest):
                        self.seen[trace.decode()] = (span.decode(), flags == b'01')
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass


def kept_by_ratio(trace_id, ratio):
    """OpenTelemetry for Go's rule, so that hops in any language agree: the low 63 bits of the first half of the second 64."""
    return int(trace_id[16:], 16) >> 1 < int(ratio * (1 << 63))


def call_through(ours, collector, ratio, log):
    """hop2 through the chain, some times; gives the cases' lines and what passed on the first connection."""
    tracing = ['--otlp', collector.address, '--ratio', str(ratio)]
    servers = [peers.Server(ours, ['--name', name, *flags, *tracing], log)
               for name, (_, flags) in zip(NAMES, CHAIN)]
    tap = Tap(servers[0].address)
    hops = ','.join(f'{transport}@{server.address}' for (transport, _), server in zip(CHAIN[1:], servers[1:]))
    code, lines = peers.run_client(
        ours, tap.address, CHAIN[0][0],
        ['--case', ','.join(['hop2'] * REPEATS[ratio]), '--hops', hops, '--mux', '1', '--name', 'caller', *tracing], log)
    ends = [server.stop()[0] for server in servers]
    wrong = [f'the client ended with {code}: {lines[-1:]}'] if code != 0 else []
    wrong += [f'{name} ended with {end}' for name, end in zip(NAMES, ends) if end != 0]
    return lines, tap, wrong


def judge_trace(spans, route):
    """What is wrong with a trace of a call through `route` + 1 servers."""
    by_parent = collections.defaultdict(list)
    for span in spans:
        by_parent[span.get('parentSpanId', '')].append(span)
    if len(spans) != 2 * (route + 1):
        return f'expected {2 * (route + 1)} spans, got {len(spans)}'
    services, parent = ['caller', *NAMES], ''
    for depth in range(2 * (route + 1)):
        children = by_parent[parent]
        if len(children) != 1:
            return f'expected one child at depth {depth}, got {[span["name"] for span in children]}'
        span, kind = children[0], SERVER if depth % 2 else CLIENT
        who, callee = services[(depth + 1) // 2], services[depth // 2 + 1]
        has, want = attributes(span), {'rpc.system': 'kitex', 'rpc.method': 'Hop'}
        if kind == SERVER:
            transport = CHAIN[depth // 2][0]
            want.update({'peer.service': services[depth // 2], 'rpc.service': callee,
                         'request.protocol': 'TTHeader|Framed' if transport.endswith('framed') else 'TTHeader'})
        wrong = {key: has.get(key) for key, value in want.items() if has.get(key) != value}
        if span['name'] != SPAN_NAME or span['kind'] != kind or span['resource'].get('service.name') != who or wrong:
            return (f'expected {SPAN_NAME} of kind {kind} at {who} with {want}, '
                    f'got {span["name"]} of kind {span["kind"]} at {span["resource"].get("service.name")} with {has}')
        parent = span['spanId']
    return ''


def judge_ratio(ratio, spans, tap):
    """Which traces have come, and whether each is whole."""
    traces = collections.defaultdict(list)
    for span in spans:
        traces[span['traceId']].append(span)
    wrong = []
    if len(tap.seen) != REPEATS[ratio] * ROUTES:
        wrong.append(f'expected {REPEATS[ratio] * ROUTES} trace contexts from the client, got {len(tap.seen)}')
    if tap.keys != KEYS:
        wrong.append(f'expected the keys {sorted(KEYS)}, got {sorted(tap.keys)}')
    kept = {trace for trace in tap.seen if kept_by_ratio(trace, ratio)}
    if {trace for trace, (_, sampled) in tap.seen.items() if sampled} != kept:
        wrong.append('expected the sampled flag as the trace ids decide')
    if set(traces) != kept:
        wrong.append(f'expected the {len(kept)} traces that were sampled, got {len(traces)}')
    lengths = collections.Counter(len(trace) // 2 - 1 for trace in traces.values())
    if ratio == 1 and lengths != {route: REPEATS[1] for route in range(ROUTES)}:
        wrong.append(f'expected {REPEATS[1]} traces of each length, got {dict(lengths)}')
    for trace in traces.values():
        problem = judge_trace(trace, len(trace) // 2 - 1)
        if problem:
            wrong.append(problem)
    return wrong, len(tap.seen), len(traces)


def through_chain(ours, program, ratio):
    log = os.path.join(peers.BUILD, 'logs', f'chain-{ratio}.txt')
    collector = Collector(program, f'chain-{ratio}')
    try:
        _, tap, wrong = call_through(ours, collector, ratio, log)
    finally:
        spans = collector.stop()
    more, calls, traces = judge_ratio(ratio, spans, tap)
    print(f'chain of {ROUTES} servers, ratio {ratio}: {calls} calls, {traces} traces{"  MISMATCH" if wrong + more else ""}')
    return wrong + more


def prepare():
    """The Collector's program, which run() wants; peers.Missing without Go."""
    return build()


def run(ours, program):
    """Gives how many of the checks were right, and how many were not."""
    print('\ntracing, received by the OpenTelemetry Collector')
    results = [through_chain(ours, program, ratio) for ratio in REPEATS]
    results += kitex_spans.run(ours, program)
    for wrong in results:
        for problem in wrong[:10]:
            print(f'    {problem}')
    return sum(not wrong for wrong in results), sum(map(bool, results))
