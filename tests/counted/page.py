# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""Writes what was counted into docs/performance.md, between its two marks."""
import os

import callgrind

PAGE = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'docs', 'performance.md')
BEGIN, END = '<!-- counted: begin (instructions.py --record) -->', '<!-- counted: end -->'
# Heading, row.
COLUMNS = [
    ('server', 'server: TTHeaderFramed'),
    ('server, 32 a read', 'server: TTHeaderFramed, 32 multiplexed'),
    ('server, not sampled', 'server: TTHeaderFramed, traced, not sampled'),
    ('server, sampled', 'server: TTHeaderFramed, traced, sampled'),
    ('both sides', 'both: TTHeaderFramed'),
    ('both, sampled', 'both: TTHeaderFramed, traced, sampled'),
]


def table(headings, lines):
    yield '| ' + ' | '.join(headings) + ' |'
    yield '|---|' + '---:|' * (len(headings) - 1)
    for line in lines:
        yield '| ' + ' | '.join(line) + ' |'


def parts(rows):
    columns = [rows[name] for _, name in COLUMNS]
    shares = [row.counted.parts() for row in columns]
    names = sorted([part for part, _ in callgrind.PARTS] + [callgrind.OTHER],
                   key=lambda part: -sum(share[part] for share in shares))
    for part in names:
        cells = [f'{share[part]:,.0f}' if share[part] >= 0.5 else '' for share in shares]
        if any(cells):
            yield [part] + cells
    yield ['**all**'] + [f'**{row.instructions:,.0f}**' for row in columns]


def write(rows):
    """`rows`: what was counted, in its order."""
    text = [BEGIN]
    text += table(['one call', 'instructions', 'looks at the clock'],
                  ([row.name, f'{row.instructions:,.0f}', f'{row.clock_reads:.1f}'] for row in rows))
    text += ['', 'In which parts they are, of an echo over TTHeaderFramed:', '']
    text += table(['instructions a call'] + [heading for heading, _ in COLUMNS], parts({row.name: row for row in rows}))
    text.append(END)
    with open(PAGE, encoding='utf-8') as file:
        before, rest = file.read().split(BEGIN)
    with open(PAGE, 'w', encoding='utf-8') as file:
        file.write(before + '\n'.join(text) + rest.split(END)[1])
