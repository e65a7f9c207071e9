# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""The driver itself: whatever a peer does wrong is a mismatch. The peers here are scripts that do one thing wrong."""
import contextlib
import io
import os
import sys
import tempfile
import threading
import unittest

import chain
import expected
import matrix
import peers

SCRIPT = r'''
import json, signal, sys
fault, command = sys.argv[1:3]
if command == "server":
    if fault == "dies":
        sys.exit(3)
    def stop(*_):
        handled = {"Nothing": 1, "Notify": 3, "Meta": 2, "Hop": 6, **dict.fromkeys(HANDLED, 1)}
        if fault == "handles nothing":
            handled = {}
        print(json.dumps({"handled": handled}), flush=True)
        sys.exit(1 if fault == "ends badly" else 0)
    signal.signal(signal.SIGTERM, stop)
    print("ready", flush=True)
    while True:
        signal.pause()
if fault == "hangs":
    print(json.dumps({"case": "ping", "ok": True, "got": "hi"}), flush=True)
    signal.pause()
cases = dict(ANSWERS)
if "server_stops" in sys.argv:
    import os
    os.kill(int(sys.argv[sys.argv.index("--server-pid") + 1]), signal.SIGTERM)
    cases = {"server_stops": {"got": {"answered": {"Sleep": 2 if fault == "loses an answer" else 1}},
                              "error": {"kind": "connection", "text": ""}}}
if fault == "leaves out a case":
    del cases["ping"]
if fault == "says more":
    cases["biz_error"] = {}
if fault == "wrong answer":
    cases["ping"]["got"] = "ho"
for name, more in cases.items():
    print(json.dumps({"case": name, "ok": not (fault == "not ok" and name == "join"), **more}))
sys.exit(1 if fault in ("not ok", "exit") else 0)
'''


def answers(run):
    """Lines that are right for a run over Framed."""
    lines = {case: {} for case in expected.expected_cases(run)}
    for case, kind, code, text in (
            ('not_found', 'exception', 0, ''), ('denied', 'exception', 0, ''), ('everything_nil', 'application', 7, ''),
            ('handler_error', 'application', 6, 'handler failed'), ('panic', 'application', 6, 'boom'),
            ('unknown_method', 'application', 20, ''), ('unknown_service', 'application', 20, ''),
            ('timeout', 'timeout', 0, ''), ('cancel', 'cancelled', 0, '')):
        lines[case]['error'] = {'kind': kind, 'code': code, 'text': text}
    lines['ping']['got'] = 'hi'
    lines['meta']['got'] = {'from': '', 'method': 'Meta'}
    lines['hop2']['got'] = ['hi', 'interop>hi', 'interop>interop>hi']
    return lines


class Faults(unittest.TestCase):
    def outcome(self, fault):
        """The counts of right and wrong, and what is printed, when client and server have this fault."""
        run = expected.Run(None, None, 'framed')
        run.client = run.server = peers.Peer('fake', [])
        with tempfile.TemporaryDirectory() as folder:
            script = os.path.join(folder, 'fake.py')
            with open(script, 'w', encoding='utf-8') as out:
                out.write(f'ANSWERS = {answers(run)!r}\nHANDLED = {expected.HANDLED!r}\n{SCRIPT}')
            run.client.command = [sys.executable, script, fault]
            before = peers.BUILD, peers.CLIENT_ENDS_WITHIN
            peers.BUILD, peers.CLIENT_ENDS_WITHIN = folder, 2 if fault == 'hangs' else 60
            os.makedirs(os.path.join(folder, 'logs'))
            said = io.StringIO()
            try:
                with contextlib.redirect_stdout(said):
                    return (*matrix.one(run, threading.Lock()), said.getvalue())
            finally:
                peers.BUILD, peers.CLIENT_ENDS_WITHIN = before

    def test_a_peer_without_fault_is_right(self):
        right, wrong, said = self.outcome('none')
        self.assertEqual((right, wrong), (35, 0), said)

    def test_every_fault_is_a_mismatch(self):
        for fault, word in (
                ('dies', 'expected the server to print "ready"'), ('handles nothing', 'the server handled'),
                ('ends badly', 'the server ended with 1'), ('leaves out a case', 'ping: not printed'),
                ('says more', 'biz_error: printed, and not expected'), ('wrong answer', 'ping: expected hi, got ho'),
                ('not ok', 'join: not ok'), ('hangs', 'the client ended with None'), ('exit', 'the client ended with 1'),
                ('loses an answer', 'the server handled Sleep 1 times, the client got 2 answers')):
            with self.subTest(fault):
                _, wrong, said = self.outcome(fault)
                self.assertGreater(wrong, 0)
                self.assertIn(word, said)
                self.assertIn('MISMATCH', said)

    def test_a_deviation_that_is_gone_is_a_mismatch(self):
        run = expected.Run(peers.Peer('ours', []), peers.Peer('apache-cpp', []), 'framed')
        line = {'case': 'everything_nil', 'ok': True, 'error': {'kind': 'application', 'code': 7, 'text': ''}}
        self.assertIn('expected to fail', expected.judge(run, line))


class Traces(unittest.TestCase):
    def span(self, number, parent, kind, service, more=()):
        values = {'rpc.system': 'kitex', 'rpc.method': 'Hop', **dict(more)}
        return {'name': chain.SPAN_NAME, 'kind': kind, 'spanId': number, 'parentSpanId': parent,
                'resource': {'service.name': service},
                'attributes': [{'key': key, 'value': {'stringValue': value}} for key, value in values.items()]}

    def trace(self):
        return [self.span('1', '', chain.CLIENT, 'caller'),
                self.span('2', '1', chain.SERVER, 'alpha', {
                    'peer.service': 'caller', 'rpc.service': 'alpha', 'request.protocol': 'TTHeader'}.items())]

    def test_whole_traces_are_right(self):
        self.assertEqual(chain.judge_trace(self.trace(), 0), '')

    def test_lost_spans_and_wrong_parents_are_not(self):
        client, server = self.trace()
        self.assertIn('expected 2 spans', chain.judge_trace([client], 0))
        self.assertIn('expected one child', chain.judge_trace([client, {**server, 'parentSpanId': '9'}], 0))
        self.assertIn('at alpha', chain.judge_trace([client, {**server, 'kind': chain.CLIENT}], 0))

    def test_the_ratio_decides_as_in_go(self):
        low = '0' * 16
        self.assertTrue(chain.kept_by_ratio(low + '199999999999999a', 0.1))
        self.assertTrue(chain.kept_by_ratio(low + '0448eb211c80319c', 0.1))
        self.assertFalse(chain.kept_by_ratio(low + '8448eb211c80319c', 0.5))
        self.assertTrue(chain.kept_by_ratio(low + 'f' * 16, 1))
        self.assertFalse(chain.kept_by_ratio(low + '0' * 16, 0))


if __name__ == '__main__':
    unittest.main()
