#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""outcomes.py [PEER]: our client against our server must print what a Kitex client printed against a Kitex server, case by
case (the last lines of tests/tapes/data). Times and ports are masked; what else differs stands in TEXTS with its reason."""
import json
import os
import re
import sys
import tempfile

import outcomes_grpc
import peers

TAPES = os.path.join(peers.ROOT, 'tests', 'tapes', 'data')

# Texts of errors that are not Kitex's, and what they must contain. Kinds, codes and values are always the same.
TEXTS = {
    'everything_nil': (['required field name is not set'], 'Kitex names the Go types around the field'),
    'panic': (['panic: [happened in biz handler, method=Interop.Raise', '] boom'], 'Kitex tells where to look for a stack'),
    'timeout': (['rpc timeout: timeout=100ms, to=interop, method=Sleep, ', 'remote=HOST:PORT'],
                "Kitex names its middleware, kitex.rpcTimeoutMW"),
    'cancel': (['to=interop, method=Sleep, ', 'canceled by business'],
               'Kitex calls a cancelled call a timeout of 0 s; ours is a kind of its own'),
}


def masked(line):
    """What must be the same in every run."""
    line = {key: value for key, value in line.items() if key != 'ms'}
    if isinstance(line.get('got'), dict) and 'after_ms' in line['got']:
        line['got'] = {'after_ms': 'some'}
    return json.loads(re.sub(r'127\.0\.0\.1:\d+', 'HOST:PORT', json.dumps(line)))


def recorded(folder):
    outcomes = {}
    for name in sorted(os.listdir(os.path.join(TAPES, folder))):
        with open(os.path.join(TAPES, folder, name), encoding='utf-8') as tape:
            last = tape.read().rstrip('\n').split('\n')[-1]
        outcome = json.loads(last.removeprefix('# outcome '))
        outcomes[outcome['case']] = masked(outcome)
    return outcomes


def difference(case, ours, theirs, texts_seen):
    """What is not as recorded; '' when all is."""
    ours = masked(ours)
    text = (ours.get('error') or {}).get('text')
    if case in TEXTS and text is not None and text != theirs['error']['text']:
        texts_seen.add(case)
        lacking = [part for part in TEXTS[case][0] if part not in text]
        if lacking:
            return f'expected {lacking} in {text}'
        ours['error']['text'] = theirs['error']['text']
    return '' if ours == theirs else f'expected {json.dumps(theirs)}\n      got {json.dumps(ours)}'


def compare(peer, folder, log, texts_seen):
    """The number of cases that were compared, and what differs."""
    transport, *words = folder.split('-')
    flags = ['--meta', 'off'] * ('nometa' in words) + ['--crc', 'on'] * ('crc' in words)
    gzip = ['--gzip', 'on'] * ('gzip' in words)
    theirs = recorded(folder)
    server = peers.Server(peer, flags + ['--mux'] * ('mux' in words), log)
    try:
        _, lines = peers.run_client(peer, server.address, transport,
                                    [*flags, *gzip, *['--mux', '1'] * ('mux' in words), '--case', ','.join(theirs)], log)
    finally:
        server.stop()
    ours = {line['case']: line for line in lines}
    wrong = [f'{folder} {case}: did not run' for case in theirs if case not in ours]
    for case in ours:
        if transport.startswith(outcomes_grpc.FOLDERS):
            wrong_here = outcomes_grpc.differs(case, theirs[case], masked(ours[case]))
            why = f'expected {json.dumps(theirs[case])}\n      got {json.dumps(ours[case])}' if wrong_here else ''
        else:
            why = difference(case, ours[case], theirs[case], texts_seen)
        if why:
            wrong.append(f'{folder} {case}: {why}')
    return len(theirs), wrong


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else os.path.join(peers.ROOT, 'build', 'dev', 'interop', 'peer', 'peer')
    peer, count, wrong, texts_seen = peers.Peer('ours', [program]), 0, [], set()
    with tempfile.TemporaryDirectory() as logs:
        for folder in sorted(os.listdir(TAPES)):
            compared, differences = compare(peer, folder, os.path.join(logs, folder), texts_seen)
            count += compared
            wrong += differences
    wrong += [f'{case}: its text is Kitex\'s now: remove it from TEXTS' for case in TEXTS if case not in texts_seen]
    for line in wrong:
        print(line)
    print(f'outcomes: {count} cases, {len(wrong)} that are not as recorded with Kitex')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
