# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""The results as a table, for the terminal and for Markdown."""
from driver import columns


def text_table(section):
    """A list of lines."""
    head = [section['title']] + [columns.COLUMNS[name].heading for name in section['columns']]
    rows, remarks = [head], {}
    for row in section['rows']:
        if row['rounds']:
            rows.append([row['name']] + columns.cells(section, row))
        else:
            remarks[len(rows)] = row['failure'] or row['missing'] or 'not measured'
            rows.append([row['name']])
    widths = [max(len(row[i]) for row in rows if len(row) > i) for i in range(len(head))]
    lines = []
    for number, row in enumerate(rows):
        if number in remarks:
            lines.append(f'  {row[0].ljust(widths[0])}  {remarks[number]}')
        else:
            lines.append('  ' + '  '.join([row[0].ljust(widths[0])] + [c.rjust(w) for c, w in zip(row[1:], widths[1:])]))
    lines[0] = lines[0][2:].ljust(widths[0] + 2) if len(lines[0]) < 2 else section['title'].ljust(widths[0] + 4) + \
        '  '.join(c.rjust(w) for c, w in zip(head[1:], widths[1:]))
    return lines + (['  ' + section['note']] if section['note'] else [])


def markdown_table(section):
    head = [''] + [columns.COLUMNS[name].heading for name in section['columns']]
    lines = [f'**{section["title"]}**', '', '| ' + ' | '.join(head) + ' |', '|---' + '|--:' * (len(head) - 1) + '|']
    for row in section['rows']:
        if row['rounds']:
            cells = columns.cells(section, row)
        else:
            cells = [row['failure'] or row['missing'] or 'not measured'] + [''] * (len(head) - 2)
        lines.append('| ' + ' | '.join([row['name']] + cells) + ' |')
    return lines + (['', section['note']] if section['note'] else [])
