#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""Holds the includes of the library against layers.txt: a folder includes what its line allows and what that may
include; tests may use anything. No cycle between folders or between files."""
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
INCLUDE = re.compile(r'^\s*#\s*include\s+"(elanus/[^"]+)"', re.M)
IS_TEST = re.compile(r'(_test|_fuzz|_bench)\.cc$|/test_[^/]*$|/testdata/')


def read_layers():
    layers = {}
    for line in open(os.path.join(ROOT, 'layers.txt')):
        line = line.split('#')[0].strip()
        if line:
            folder, uses = line.split(':')
            layers[folder] = {'elanus/' + use for use in uses.split()}
    return layers


def allowed(layers):
    closed = {}
    for folder in layers:
        seen, todo = set(), list(layers[folder])
        while todo:
            use = todo.pop()
            if use not in seen:
                seen.add(use)
                todo += layers.get(use, ())
        closed[folder] = seen
    return closed


def sources():
    for directory, _, names in os.walk(os.path.join(ROOT, 'elanus')):
        for name in sorted(names):
            path = os.path.relpath(os.path.join(directory, name), ROOT)
            if name.endswith(('.h', '.cc')) and not IS_TEST.search(path):
                yield path, INCLUDE.findall(open(os.path.join(ROOT, path), encoding='utf-8').read())


def find_cycle(graph):
    state, stack = {}, []

    def visit(node):
        state[node] = 1
        stack.append(node)
        for to in graph.get(node, ()):
            if state.get(to) == 1:
                return stack[stack.index(to):] + [to]
            if to not in state:
                found = visit(to)
                if found:
                    return found
        state[node] = 2
        stack.pop()
        return None

    sys.setrecursionlimit(10000)
    for node in list(graph):
        if node not in state:
            found = visit(node)
            if found:
                return found
    return None


def main():
    layers = read_layers()
    may = allowed(layers)
    errors, files = [], {}
    for path, includes in sources():
        files[path] = [i for i in includes if i != path]
        parts = path.split('/')
        folder = '/'.join(parts[:2]) if len(parts) > 2 else None
        if folder is None:
            continue  # elanus/*.h may include all; nothing below includes them
        if folder not in layers:
            errors.append(f'{path}: {folder} has no line in layers.txt')
            continue
        for include in includes:
            target = '/'.join(include.split('/')[:2])
            if include.count('/') == 1:
                errors.append(f'{path}: includes {include}, which is for users')
            elif target != folder and target not in may[folder]:
                errors.append(f'{path}: {folder} may not include {target}')
            if not os.path.exists(os.path.join(ROOT, include)):
                errors.append(f'{path}: includes {include}, which does not exist')
    for name, graph in (('folders', may), ('files', files)):
        cycle = find_cycle(graph)
        if cycle:
            errors.append(f'cycle of {name}: ' + ' -> '.join(cycle))
    print('\n'.join(errors) or f'layers: {len(files)} files keep to layers.txt')
    return 1 if errors else 0


sys.exit(main())
