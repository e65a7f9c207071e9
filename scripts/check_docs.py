#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""Holds the documents to the code: shown files are the files, links and paths lead somewhere, and every option, limit,
environment variable, folder and wire format is described.

In Markdown, `<!-- file: PATH -->` before a code block means that the block is that file, `<!-- from: PATH -->` that the
block stands in it as it is."""
import glob
import os
import re
import sys
import textwrap

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FENCE = re.compile(r'^(?:<!-- (file|from): (\S+) -->\n)?```(\w*)\n(.*?)^```$', re.M | re.S)
LINK = re.compile(r'!?\[[^\]]*\]\(([^)\s]+)\)')
PATH = re.compile(r'`((?:elanus|scripts|tools|tests|examples|cmake|docs|bench)/[\w./*-]+)`')
OPTION = re.compile(r'^(?:inline )?(?:Server|Client|Pipeline|Network|Layer|Grpc)Option (With\w+)\(', re.M)
HELLO_LINES = {'examples/hello/server.cc': 12, 'examples/hello/client.cc': 10}
SPDX = re.compile(r'\A(?:(?://|#) SPDX.*\n)*')
errors = []


def read(path):
    with open(os.path.join(ROOT, path), encoding='utf-8') as file:
        return file.read()


def documents():
    for pattern in ('*.md', 'docs/**/*.md', 'elanus/**/*.md', 'tests/**/*.md', 'tools/**/*.md', 'examples/**/*.md'):
        for path in sorted(glob.glob(os.path.join(ROOT, pattern), recursive=True)):
            yield os.path.relpath(path, ROOT)


def line_of(text, offset):
    return text.count('\n', 0, offset) + 1


def check_code(document, text):
    for match in FENCE.finditer(text):
        kind, path, _, code = match.groups()
        if kind is None:
            continue
        where = f'{document}:{line_of(text, match.start())}'
        if not os.path.exists(os.path.join(ROOT, path)):
            errors.append(f'{where}: there is no {path}')
        elif kind == 'file' and code != SPDX.sub('', read(path), count=1):
            errors.append(f'{where}: the block is not what {path} holds')
        elif kind == 'from' and not excerpt(code, read(path)):
            errors.append(f'{where}: the block does not stand in {path}')


def excerpt(code, source):
    """Whether the lines of `code` stand in `source` one after the other, whatever the indentation of the whole."""
    lines = source.split('\n')
    wanted = code.rstrip('\n').split('\n')
    for i in range(len(lines) - len(wanted) + 1):
        if textwrap.dedent('\n'.join(lines[i:i + len(wanted)])) == '\n'.join(wanted):
            return True
    return False


def anchors(text):
    for heading in re.findall(r'^#+ (.*)$', FENCE.sub('', text), re.M):
        yield re.sub(r'[^\w\- ]', '', heading.lower()).replace(' ', '-')


def check_links(document, text):
    plain = FENCE.sub('', text)
    for target in LINK.findall(plain):
        if re.match(r'[a-z]+:', target):
            continue
        path, _, anchor = target.partition('#')
        full = os.path.normpath(os.path.join(os.path.dirname(document), path)) if path else document
        if not os.path.exists(os.path.join(ROOT, full)):
            errors.append(f'{document}: the link {target} leads nowhere')
        elif anchor and full.endswith('.md') and anchor not in anchors(read(full)):
            errors.append(f'{document}: there is no heading for the link {target}')
    for path in PATH.findall(plain):
        full = os.path.join(ROOT, path)
        if not glob.glob(full) and not glob.glob(full + '.*'):
            errors.append(f'{document}: there is no {path}')


def check_described(what, names, document):
    text = read(document)
    for name in sorted(names):
        if not re.search(r'\b' + re.escape(name) + r'\b', text):
            errors.append(f'{document}: {what} {name} is not described')


def check_options():
    options = set()
    for path in glob.glob(os.path.join(ROOT, 'elanus/*/*.h')):
        options |= set(OPTION.findall(read(os.path.relpath(path, ROOT))))
    check_described('the option', options, 'docs/options.md')
    for document in documents():
        for line in read(document).split('\n'):
            if 'not yet' in line:
                continue
            for name in re.findall(r'(?<![.\w])With[A-Z]\w+', line):
                if name not in options:
                    errors.append(f'{document}: there is no option {name} ("not yet" in the same line says so)')


def check_limits():
    body = re.search(r'class Limits \{(.*?)^\};', read('elanus/base/limits.h'), re.M | re.S).group(1)
    check_described('the limit', set(re.findall(r'(\w+)(?:\(\) const \{| = )', body)), 'docs/limits.md')


def check_environment():
    variables = set()
    for path in glob.glob(os.path.join(ROOT, 'elanus/otlp/*.cc')):
        if not path.endswith(('_test.cc', '_fuzz.cc')):
            variables |= set(re.findall(r'"(OTEL_\w*[A-Z])"', read(os.path.relpath(path, ROOT))))
    check_described('the variable', variables, 'docs/tracing.md')


def check_folders():
    folders = re.findall(r'^(elanus/\w+):', read('layers.txt'), re.M)
    check_described('the folder', folders, 'ARCHITECTURE.md')
    for path in sorted(glob.glob(os.path.join(ROOT, 'elanus/wire/*/'))):
        if not os.path.exists(os.path.join(path, 'README.md')):
            errors.append(f'{os.path.relpath(path, ROOT)}: a wire format without a README.md')


def check_hello():
    for path, limit in HELLO_LINES.items():
        lines = read(path).count('\n')
        if lines > limit:
            errors.append(f'{path}: {lines} lines, promised are {limit}')


def main():
    count = 0
    for document in documents():
        text = read(document)
        check_code(document, text)
        check_links(document, text)
        count += 1
    check_options()
    check_limits()
    check_environment()
    check_folders()
    check_hello()
    print('\n'.join(errors) or f'docs: {count} documents agree with the code')
    return 1 if errors else 0


sys.exit(main())
