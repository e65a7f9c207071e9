# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""The results as a table, for the terminal and for Markdown."""
from driver import columns, machine, stats


def text_table(section):
    """A list of lines."""
    head = [''] + [columns.COLUMNS[name].heading for name in section['columns']]
    rows, remarks = [head], {}
    for row in section['rows']:
        if row['rounds']:
            rows.append([label(row)] + columns.cells(section, row))
        if row['failure'] or not row['rounds']:
            remarks.setdefault(row['name'], row['failure'] or row['missing'] or 'not measured')
    widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
    lines = [section['title']]
    lines += ['  ' + '  '.join([row[0].ljust(widths[0])] + [c.rjust(w) for c, w in zip(row[1:], widths[1:])]) for row in rows]
    lines += [f'  {name}: {remark}' for name, remark in remarks.items()]
    return lines + ([f'  {section["note"]}'] if section['note'] else [])


def label(row):
    """With a mark where others used the machine meanwhile."""
    spread = stats.Spread.of(row['rounds'], 'others')
    return row['name'] + (' *' if spread and spread.median > machine.BUSY_SHARE else '')


def markdown_table(section):
    head = [''] + [columns.COLUMNS[name].heading for name in section['columns']]
    lines = [f'**{section["title"]}**', '', '| ' + ' | '.join(head) + ' |', '|---' + '|--:' * (len(head) - 1) + '|']
    for row in section['rows']:
        if row['rounds']:
            lines.append('| ' + ' | '.join([label(row)] + columns.cells(section, row)) + ' |')
        if row['failure'] or not row['rounds']:
            remark = row['failure'] or row['missing'] or 'not measured'
            lines.append(f'| {row["name"]} | {remark} ' + '| ' * (len(head) - 2) + '|')
    return lines + (['', section['note']] if section['note'] else [])
