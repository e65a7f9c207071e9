# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""Sections of rows, measured in interleaved rounds: every row once, then every row again, so that what changes on the
machine changes for all of them."""
import sys

from driver import machine, programs


def say(what):
    """What is going on, to somebody who watches."""
    if sys.stderr.isatty():
        print(f'\r{what}\033[K', end='', file=sys.stderr, flush=True)


class Row:
    """`measure` gives figures by name. `missing` says why there is none. `limit` is the row of the same section that it
    is held against."""

    def __init__(self, name, measure=None, limit=None, missing=None):
        self.name, self.measure, self.limit, self.missing = name, measure, limit, missing
        self.rounds, self.failure = [], None

    def to_json(self):
        return {'name': self.name, 'limit': self.limit, 'missing': self.missing, 'failure': self.failure,
                'rounds': self.rounds}


class Section:
    """`columns`: keys of driver.columns.COLUMNS. `rounds`: None for as many as the run has."""

    def __init__(self, name, title, columns, rows, note='', rounds=None):
        self.name, self.title, self.columns, self.rows = name, title, columns, rows
        self.note, self.rounds, self.seconds = note, rounds, None

    def run(self, bench):
        """`seconds` of a section, a function, say how long its rounds are where nobody else said it."""
        kept = bench.seconds
        if self.seconds and not bench.seconds_given:
            bench.seconds = self.seconds()
        self.measure(self.rounds or bench.rounds)
        bench.seconds = kept

    def measure(self, rounds):
        for number in range(rounds):
            for row in self.rows:
                if row.missing or row.failure:
                    continue
                say(f'{self.name} {number + 1}/{rounds}: {row.name}')
                others = machine.Others()
                try:
                    figures = row.measure()
                except programs.Failed as error:
                    row.failure = str(error)
                    continue
                figures.setdefault('others', round(others.cores(), 3))
                row.rounds.append(figures)
        say('')

    def to_json(self):
        return {'name': self.name, 'title': self.title, 'note': self.note, 'columns': self.columns,
                'rows': [row.to_json() for row in self.rows]}
