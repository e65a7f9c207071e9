#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""The rules of CONTRIBUTING.md that a program can check: licence lines, sizes, banned words."""
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
MAX_FILE, MAX_FUNCTION = 700, 70
BANNED = [
    (re.compile(r'steady_clock::now|system_clock::now'), 'time is passed in: use Clock', ('elanus/base/clock.cc',)),
    (re.compile(r'^#\s*define\s+\w+\('), 'no function-like macros', ('elanus/base/check.h',)),
    (re.compile(r'^#\s*if(def|ndef)?\b'), 'no conditional compilation', ()),
    (re.compile(r'std::random_device|\brand\(\)'), 'randomness is passed in: use Random', ('elanus/base/random.cc',)),
]


def tracked():
    out = subprocess.run(['git', '-C', ROOT, 'ls-files', '*.h', '*.cc', '*.py', '*.sh', '*.cmake'],
                         capture_output=True, text=True)
    return [p for p in out.stdout.split('\n') if p and os.path.exists(os.path.join(ROOT, p))]


def is_test(path):
    return re.search(r'_(test|fuzz|bench)\.cc$|(^|/)test_|^tests/|^bench/|/testdata/', path)


def long_functions(lines):
    """Bodies that open at column 0, in formatted code; their signatures may take two lines. Tables are no functions."""
    start, before = None, ''
    for number, line in enumerate(lines, 1):
        opens = line.rstrip().endswith('{') and not line.rstrip().endswith('= {')
        if start is None and opens and re.match(r'\S', line) and not re.match(
                r'(inline )?(namespace|class|struct|enum|union|extern|template\s*<.*>\s*(class|struct))\b', line):
            start = number
        elif start is None and opens and re.match(r' {4,}\S.*\)', line) and re.match(r'[A-Za-z]', before):
            start = number
        elif start is not None and line.startswith('}'):
            if number - start + 1 > MAX_FUNCTION:
                yield start, number - start + 1
            start = None
        before = line


def check(path, errors):
    lines = open(os.path.join(ROOT, path), encoding='utf-8').read().split('\n')
    # examples/hello stands in the README, line by line.
    if '/testdata/' in path or path.startswith(('examples/gen', 'examples/hello/', 'tests/generated/')):
        return
    if 'SPDX-License-Identifier: Apache-2.0' not in '\n'.join(lines[:5]) and path.endswith(('.h', '.cc', '.py')):
        errors.append(f'{path}:1: expected the two SPDX lines')
    if len(lines) > MAX_FILE and path.endswith(('.h', '.cc')):
        errors.append(f'{path}: {len(lines)} lines, expected at most {MAX_FILE}')
    if not path.endswith(('.h', '.cc')) or is_test(path):
        return
    for start, length in long_functions(lines) if path.endswith('.cc') else ():
        errors.append(f'{path}:{start}: a function of {length} lines, expected at most {MAX_FUNCTION}')
    if not path.startswith('elanus/'):
        return
    for number, line in enumerate(lines, 1):
        for pattern, why, exempt in BANNED:
            if path not in exempt and pattern.search(line.split('//')[0]):
                errors.append(f'{path}:{number}: {why}')


def main():
    errors = []
    files = tracked()
    for path in files:
        check(path, errors)
    print('\n'.join(errors) or f'style: {len(files)} files keep to it')
    return 1 if errors else 0


sys.exit(main())
