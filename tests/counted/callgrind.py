# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""Reads what callgrind writes, and says in which part of a call the instructions are spent.

Code counts for the file that it stands in, also where the compiler has put it into another function; what stands in the
standard library's headers counts for the function that it was put into."""
import re
from collections import defaultdict

# The first that is found in a file's path, or in a function's name, decides.
PARTS = [
    ('values: generated code, Thrift', ('/gen/', 'elanus/wire/thrift/', 'elanus::wire::Thrift', 'orders::(')),
    ('the test itself', ('tests/counted/', 'elanus_counted', 'CountingClock', 'CountedEnd')),
    ('copying', ('memcpy', 'memmove', 'memset', 'memcmp', 'strlen')),
    ('heap', ('operator new', 'operator delete', 'malloc', '/malloc/', 'vg_replace_malloc', 'free')),
    ('pool', ('elanus/base/pool', 'elanus::base::Pool')),
    ('tracing', ('elanus/telemetry/', 'elanus::telemetry::', 'wire/protobuf')),
    ('frames and headers', ('elanus/wire/', 'elanus/protocol/', 'elanus/session/', 'elanus::protocol::',
                            'elanus::session::', 'elanus::wire::')),
    ('coroutines', ('elanus/async/task.h', 'elanus/async/scope')),
    ('loop and timers', ('elanus/async/', 'elanus::async::')),
    ('streams', ('elanus/net/', 'elanus::net::')),
    ('server: connection', ('elanus/server/connection', 'elanus/server/loop_server')),
    ('server: dispatch', ('elanus/server/', 'elanus::server::')),
    ('client', ('elanus/client/', 'elanus::client::', 'elanus::Client')),
    ('call: context, stats, metadata', ('elanus/rpc/', 'elanus::rpc::', 'elanus::Context', 'elanus::Metadata',
                                        'elanus::CallStats', 'elanus::Exchange')),
    ('status and results', ('elanus/base/status', 'elanus/base/result', 'elanus::Status', 'elanus::Result')),
    ('bytes', ('elanus/base/bytes', 'elanus::Bytes')),
]
OTHER = 'other'


def part_of(file, function):
    for text in (file, function):
        for part, marks in PARTS:
            if any(mark in text for mark in marks):
                return part
    return OTHER


class Counted:
    """Self costs: of files and functions, together."""

    def __init__(self, costs):
        self.costs = costs  # (file, function) -> instructions
        self.total = sum(costs.values())

    def per(self, calls):
        return Counted({where: cost / calls for where, cost in self.costs.items()})

    def parts(self):
        parts = defaultdict(float)
        for (file, function), cost in self.costs.items():
            parts[part_of(file, function)] += cost
        return parts


def read(path):
    names = {}

    def name(text):
        number, _, full = re.match(r'\((\d+)\)( ?)(.*)', text).groups()
        return names.setdefault((kind, number), full) if full else names[kind, number]

    costs = defaultdict(int)
    of_function = inlined = function = ''
    skip = False
    for line in open(path, encoding='utf-8', errors='replace'):
        key, equals, value = line.rstrip('\n').partition('=')
        if equals and key in ('fl', 'fi', 'fe', 'cfi', 'cfl'):
            kind = 'file'
            file = name(value)
            if key == 'fl':
                of_function = file
            if key in ('fl', 'fi', 'fe'):
                inlined = file
        elif equals and key in ('fn', 'cfn'):
            kind = 'function'
            called = name(value)
            if key == 'fn':
                function = called
                inlined = of_function
        elif equals and key in ('ob', 'cob'):
            kind = 'object'
            name(value)
        elif equals and key == 'calls':
            skip = True  # the line behind it is what the callee spent
        elif line[:1] in '+-*0123456789' and line.strip():
            if not skip:
                file = of_function if '/include/c++/' in inlined else inlined
                costs[file, function] += int(line.split()[1])
            skip = False
    return Counted(costs)


def print_parts(rows):
    names = [part for part, _ in PARTS] + [OTHER]
    for row in rows:
        print(f'\n{row.name}: {row.instructions:.0f} instructions a call')
        parts = row.counted.parts()
        for part in sorted(names, key=lambda each: -parts[each]):
            if parts[part] < 0.5:
                continue
            print(f'{parts[part]:9.0f}  {part}')
            spent = sorted(((cost, where) for where, cost in row.counted.costs.items() if part_of(*where) == part),
                           reverse=True)
            for cost, (file, function) in spent[:4]:
                if cost >= 20:
                    print(f'{"":12}{cost:7.0f}  {function[:90]}  ({"/".join(file.split("/")[-2:])})')
