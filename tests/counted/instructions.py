#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""Counts the instructions of a call, row by row, and holds them against the record.

    instructions.py PROGRAM RECORD             fails when a row takes 10 % more than its record, or has none
    instructions.py PROGRAM RECORD --record    writes the record, and the tables of docs/performance.md
    instructions.py PROGRAM RECORD --parts     where they go, row by row

The count is callgrind's, of what the program does inside of `elanus_counted`; it repeats exactly. Exits with 77, which is
a skipped test, without valgrind."""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import callgrind  # noqa: E402
import page  # noqa: E402

ALLOWED = 0.10
SKIPPED = 77
# Large copies by loops of vector moves: valgrind counts `rep movsb` as an instruction for each byte.
NO_REP_MOVSB = {'GLIBC_TUNABLES': 'glibc.cpu.hwcaps=-ERMS,-FSRM'}


class Row:
    def __init__(self, name, instructions, clock_reads, counted=None):
        self.name, self.instructions, self.clock_reads, self.counted = name, instructions, clock_reads, counted


def count(program):
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            ['valgrind', '--tool=callgrind', '--toggle-collect=elanus_counted', '--dump-after=elanus_counted',
             f'--callgrind-out-file={folder}/out', program],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env=os.environ | NO_REP_MOVSB)
        if done.returncode != 0:
            sys.exit(f'instructions: {program} failed under valgrind:\n{done.stdout}{done.stderr}')
        rows = []
        for number, line in enumerate(done.stdout.splitlines(), 1):
            name, calls, clock_reads = line.split('\t')
            counted = callgrind.read(f'{folder}/out.{number}')
            rows.append(Row(name, counted.total / int(calls), int(clock_reads) / int(calls), counted.per(int(calls))))
        return rows


def read_record(path):
    record = {}
    for line in open(path, encoding='utf-8') if os.path.exists(path) else ():
        if not line.startswith('#') and line.strip():
            instructions, clock_reads, name = line.split(None, 2)
            record[name.strip()] = Row(name.strip(), float(instructions), float(clock_reads))
    return record


def write_record(path, rows):
    with open(path, 'w', encoding='utf-8') as out:
        out.write('# Instructions and looks at the clock, per call. Written by instructions.py --record; g++ 12, -O2.\n')
        for row in rows:
            out.write(f'{row.instructions:8.0f} {row.clock_reads:6.2f}  {row.name}\n')


def compare(rows, record):
    wrong = []
    print(f'{"instructions":>12} {"recorded":>9} {"":>7} {"clock":>6}')
    for row in rows:
        old = record.pop(row.name, None)
        if old is None:
            wrong.append(f'{row.name}: there is no record of it; --record writes one')
            continue
        change = row.instructions / old.instructions - 1
        print(f'{row.instructions:12.0f} {old.instructions:9.0f} {change:+7.1%} {row.clock_reads:6.2f}  {row.name}')
        if change > ALLOWED:
            wrong.append(f'{row.name}: expected at most {old.instructions * (1 + ALLOWED):.0f} instructions a call, '
                         f'counted {row.instructions:.0f}')
        if row.clock_reads > old.clock_reads + 0.1:
            wrong.append(f'{row.name}: expected {old.clock_reads:.2f} looks at the clock a call, '
                         f'counted {row.clock_reads:.2f}')
        if change < -ALLOWED:
            print(f'             lower the record of this row: --record')
    wrong += [f'{name}: recorded, but not counted' for name in record]
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('program')
    parser.add_argument('record')
    parser.add_argument('--record', action='store_true', dest='write')
    parser.add_argument('--parts', action='store_true')
    options = parser.parse_args()
    if shutil.which('valgrind') is None:
        print('SKIPPED: there is no valgrind here; ./run setup check installs it')
        return SKIPPED
    rows = count(options.program)
    if options.parts:
        callgrind.print_parts(rows)
        return 0
    if options.write:
        write_record(options.record, rows)
        page.write(rows)
    wrong = compare(rows, read_record(options.record))
    print('\n'.join(wrong) or f'instructions: {len(rows)} rows keep to their record')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
