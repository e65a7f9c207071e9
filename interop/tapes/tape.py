# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""A tape (tests/tapes/README.md) of gRPC: what a real Kitex client and server said to each other."""
import json
import re


class Tape:
    def __init__(self, path):
        self.lines, self.outcome, closed = [], None, set()
        with open(path, encoding='utf-8') as file:
            for line in file:
                if line.startswith('# outcome '):
                    self.outcome = json.loads(line.removeprefix('# outcome '))
                    continue
                number, direction, data = line.split(None, 2)
                if data.startswith('CLOSE'):
                    closed.add(number) if direction == '>' else None
                else:
                    self.lines.append((int(number), direction, bytes.fromhex(data.strip())))
        # In hop cases the server is a client too; its connections are those that nobody closes.
        own = {int(number) for number in closed}
        self.inner = any(number not in own for number, _, _ in self.lines)
        self.lines = [line for line in self.lines if line[0] in own]


def thrift(data):
    """A Thrift struct without its IDL; order of fields, sets and maps does not count."""
    value, at = struct_at(data, 0)
    if at != len(data):
        raise ValueError('bytes behind the struct')
    return value


def struct_at(data, at):
    fields = {}
    while data[at]:
        kind, number = data[at], int.from_bytes(data[at + 1:at + 3], 'big')
        fields[number], at = value_at(kind, data, at + 3)
    return ('struct', tuple(sorted(fields.items(), key=repr))), at + 1


SIZES = {2: 1, 3: 1, 4: 8, 6: 2, 8: 4, 10: 8}


def value_at(kind, data, at):
    if kind in SIZES:
        return data[at:at + SIZES[kind]], at + SIZES[kind]
    if kind == 11:
        size = int.from_bytes(data[at:at + 4], 'big')
        return data[at + 4:at + 4 + size], at + 4 + size
    if kind == 12:
        return struct_at(data, at)
    values, entry = [], (data[at], data[at + 1]) if kind == 13 else (data[at],)
    count, at = int.from_bytes(data[at + len(entry):at + len(entry) + 4], 'big'), at + len(entry) + 4
    for _ in range(count):
        parts = []
        for each in entry:
            part, at = value_at(each, data, at)
            parts.append(part)
        values.append(tuple(parts))
    return (kind, tuple(values if kind == 15 else sorted(values, key=repr))), at


def masked(text):
    return re.sub(r'127\.0\.0\.1:\d+', 'HOST:PORT', text)
