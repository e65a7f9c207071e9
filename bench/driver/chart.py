# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""A chart of bars as SVG: a panel for each section, a bar for each of its rows, calls a second."""
from xml.sax.saxutils import escape

from driver import columns, stats

WIDTH, NAMES, BAR, GAP, TITLE, FIGURES = 880, 320, 18, 6, 38, 120
OURS, LIMIT, OTHERS = '#1d6fb8', '#9aa5b1', '#d9a441'
PANELS = ('alone-100x1', 'alone-4x25', 'both-100', 'both-mux-100')


def color(row):
    if row['name'] == row['limit']:
        return LIMIT
    return OURS if row['name'].startswith('Elanus') else OTHERS


def text(x, y, words, extra=''):
    return f'<text x="{x:.0f}" y="{y:.0f}" {extra}>{escape(words)}</text>'


def panel(section, top):
    """Its lines of SVG, and where it ends."""
    rows = [(row, stats.Spread.of(row['rounds'], 'qps')) for row in section['rows'] if row['rounds']]
    most = max(spread.greatest for _, spread in rows)
    scale = (WIDTH - NAMES - FIGURES) / most
    lines = [text(4, top + 22, section['title'], 'font-weight="bold"')]
    y = top + TITLE
    for row, spread in rows:
        middle = y + BAR / 2
        lines += [
            text(NAMES - 10, middle + 5, row['name'], 'text-anchor="end"'),
            f'<rect x="{NAMES}" y="{y}" width="{max(1, spread.median * scale):.1f}" height="{BAR}" fill="{color(row)}"/>',
            f'<path d="M{NAMES + spread.least * scale:.1f} {middle:.0f}H{NAMES + spread.greatest * scale:.1f}" '
            'stroke="#333" stroke-width="1.5"/>',
            text(NAMES + spread.greatest * scale + 8, middle + 5, columns.thousands(spread.median)),
        ]
        y += BAR + GAP
    return lines, y


def svg(sections):
    lines, y = [], 0
    for section in sections:
        if section['name'] in PANELS and any(row['rounds'] for row in section['rows']):
            more, y = panel(section, y)
            lines += more
    head = (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y + 12}" '
            'font-family="sans-serif" font-size="14" fill="#222">')
    return '\n'.join([head, f'<rect width="{WIDTH}" height="{y + 12}" fill="white"/>'] + lines + ['</svg>', ''])
