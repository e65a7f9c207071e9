#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""Counts the system calls of an RPC over TCP, for each thread, and holds them against what they may be.

    system_calls.py PROGRAM

Counted by strace, which slows everything down; with one call in flight the counts are exact, with many they are a bound.
Exits with 77, which is a skipped test, where there is no strace or it may not trace."""
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict

SKIPPED = 77
CALLS = 1000
# What the marks themselves take, and what comes from time to time: a timer, a batch of spans.
SLACK = 0.05

ONE = {'recvfrom': 1, 'sendto': 1, 'epoll_wait': 1}
FEW = {'recvfrom': 0.1, 'sendto': 0.1, 'epoll_wait': 0.1}
# Handing a call to the loop and the answer to the thread takes a wake-up each; at worst a lock waits once, too.
HANDED = {**ONE, 'epoll_wait': 2, 'futex': 2}
ROWS = [
    # name, words for the program, and for each thread what it may do in a call
    ('one coroutine', ['coroutine', '1'], {'server': ONE, 'client': ONE, 'caller': {}}),
    ('one coroutine, traced, sampled', ['coroutine', '1', 'traced'], {'server': ONE, 'client': ONE, 'caller': {}}),
    ('10 coroutines, a connection each', ['coroutine', '10'], {'server': ONE, 'client': ONE, 'caller': {}}),
    ('one callback after the other', ['callback', '1'], {'server': ONE, 'client': ONE, 'caller': {}}),
    ('a thread that waits', ['blocking', '1'],
     {'server': ONE, 'client': HANDED, 'caller': {'futex': 2, 'write': 1}}),
    ('100 in flight on one connection', ['coroutine', '100', 'mux'], {'server': FEW, 'client': FEW, 'caller': {}}),
]
MARK = re.compile(r'write\(-1, "(server|client|caller) (begin|end)"')
LINE = re.compile(r'(\d+) +(?:<\.\.\. )?(\w+)')


def count(program, words):
    """Calls of each thread between its marks, by name."""
    with tempfile.NamedTemporaryFile('r', suffix='.strace') as log:
        how, callers, *more = words
        done = subprocess.run(['strace', '-f', '-qq', '-e', 'signal=none', '-o', log.name,
                               program, how, str(CALLS), callers, *more],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode != 0:
            return None, done.stdout
        thread_of, counts = {}, defaultdict(lambda: defaultdict(float))
        for line in log:
            pid, name = LINE.match(line).groups()
            mark = MARK.search(line)
            if mark:
                if mark.group(2) == 'begin':
                    thread_of[pid] = mark.group(1)
                else:
                    thread_of.pop(pid, None)
            elif pid in thread_of and '<... ' not in line:
                counts[thread_of[pid]][name] += 1 / CALLS
        return counts, ''


def check(name, counts, allowed):
    wrong = []
    for thread, may in allowed.items():
        made = counts[thread]
        text = ', '.join(f'{call} {number:.2f}' for call, number in sorted(made.items()) if number >= 0.005)
        print(f'{name:36} {thread:7} {text}')
        for call, number in made.items():
            if number > may.get(call, 0) + SLACK:
                wrong.append(f'{name}: expected at most {may.get(call, 0)} {call} of the {thread} a call, '
                             f'counted {number:.2f}')
    return wrong


def main():
    if len(sys.argv) != 2:
        sys.exit('expected: system_calls.py PROGRAM')
    if shutil.which('strace') is None:
        print('SKIPPED: there is no strace here; ./run setup check installs it')
        return SKIPPED
    if subprocess.run(['strace', '-qq', '-o', '/dev/null', 'true'], stderr=subprocess.DEVNULL).returncode != 0:
        print('SKIPPED: strace may not trace here')
        return SKIPPED
    wrong = []
    for name, words, allowed in ROWS:
        counts, failure = count(sys.argv[1], words)
        wrong += check(name, counts, allowed) if counts is not None else [f'{name}: the program failed: {failure}']
    print('\n'.join(wrong) or f'system calls: {len(ROWS)} rows are within their bounds')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
