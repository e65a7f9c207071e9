#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""fuzz_seeds.py DIRECTORY: what the fuzzers begin with. messages/ holds the recorded messages of tests/golden and
tests/tapes as bytes, sessions/ the same behind the two bytes of options that fuzz targets of sessions and of live ends
begin with, thrift/ the IDL files of the tests and examples."""
import glob
import hashlib
import os
import sys

LONGEST = 20000  # bytes: longer ones only slow a fuzzer down
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def write(directory, data):
    with open(os.path.join(directory, hashlib.sha1(data).hexdigest()), 'wb') as out:
        out.write(data)


def recorded_messages():
    """What one side of one connection sent is one seed, and so is each of its reads."""
    recorded = ('tests/golden/*.txt', 'tests/tapes/data/*/*.txt')
    for path in sorted(path for pattern in recorded for path in glob.glob(os.path.join(ROOT, pattern))):
        sides = {}
        for line in open(path):
            words = line.split()
            if len(words) == 3 and words[1] in '<>' and words[2] != 'CLOSE' and len(words[2]) <= 2 * LONGEST:
                data = bytes.fromhex(words[2])
                yield data
                sides.setdefault((words[0], words[1]), bytearray()).extend(data)
        yield from (bytes(side) for side in sides.values())


def thrift_files():
    for folder in ('elanus', 'examples', 'tests'):
        for path in sorted(glob.glob(os.path.join(ROOT, folder, '**/*.thrift'), recursive=True)):
            yield open(path, 'rb').read()


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    messages = set(recorded_messages())
    sessions = (bytes([0, 0]) + message for message in messages)
    for name, seeds in (('messages', messages), ('sessions', sessions), ('thrift', thrift_files())):
        directory = os.path.join(sys.argv[1], name)
        os.makedirs(directory, exist_ok=True)
        for seed in seeds:
            write(directory, seed)


main()
