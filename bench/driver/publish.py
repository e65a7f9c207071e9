# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""Results into docs/: the tables between two marks of benchmarks.md, the chart, and the figures themselves."""
import json
import os

from driver import chart, goals, table

BEGIN, END = '<!-- figures: begin (./run bench --publish) -->\n', '<!-- figures: end -->'


def heading(results):
    machine = results['machine']
    lines = [f'{machine["cpu"]}, {machine["cores"]} cores, Linux {machine["kernel"]}; medians of {results["rounds"]} '
             f'interleaved rounds of {results["seconds"]:g} s, in brackets the least and the greatest.']
    if results['mark']:
        lines += ['', f'**Not to be relied on: {results["mark"]}.**']
    return lines + ['', '`*`: others used more than a tenth of a core meanwhile.', '']


def markdown(results):
    lines = heading(results)
    for section in results['sections']:
        lines += table.markdown_table(section) + ['']
    lines += goals.markdown(results) + ['']
    return '\n'.join(lines)


def into(document, results):
    """The document with its figures replaced."""
    begin, end = document.find(BEGIN), document.find(END)
    if begin < 0 or end < begin:
        raise ValueError(f'expected the lines {BEGIN.strip()} and {END} in the document')
    return document[:begin + len(BEGIN)] + markdown(results) + document[end:]


def publish(results, docs):
    path = os.path.join(docs, 'benchmarks.md')
    with open(path, encoding='utf-8') as file:
        document = into(file.read(), results)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(document)
    with open(os.path.join(docs, 'benchmarks.svg'), 'w', encoding='utf-8') as file:
        file.write(chart.svg(results['sections']))
    with open(os.path.join(docs, 'benchmarks.json'), 'w', encoding='utf-8') as file:
        file.write(compact(results))


def compact(results):
    """JSON with a line for each round."""
    def row(value):
        rounds = ',\n   '.join(json.dumps(rounded(figures)) for figures in value['rounds'])
        rest = json.dumps({key: item for key, item in value.items() if key != 'rounds'})
        return rest[:-1] + ', "rounds": [\n   ' + rounds + ']}'
    def section(value):
        rest = json.dumps({key: item for key, item in value.items() if key != 'rows'})
        return rest[:-1] + ', "rows": [\n  ' + ',\n  '.join(row(item) for item in value['rows']) + ']}'
    rest = json.dumps({key: item for key, item in results.items() if key != 'sections'})
    return rest[:-1] + ', "sections": [\n ' + ',\n '.join(section(item) for item in results['sections']) + ']}\n'


def rounded(figures):
    return {key: float(f'{value:.5g}') if isinstance(value, float) else value for key, value in figures.items()}
