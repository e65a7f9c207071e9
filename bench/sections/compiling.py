# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""What compiling costs, in seconds of CPU, with the compiler that made the library."""
import os
import shutil
import subprocess

from driver import machine, programs
from driver.section import Row, Section

METHODS = 50


def cpu_of(*commands):
    """Of commands, one after the other."""
    begin = machine.own_seconds()
    environment = dict(os.environ, CCACHE_DISABLE='1')
    for command in commands:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment, check=False)
        if done.returncode != 0:
            raise programs.Failed(f'{" ".join(command[:3])}: {done.stdout.strip()[-300:]}')
    return {'cpu_seconds': machine.own_seconds() - begin}


def wide_idl():
    lines = ['namespace cpp wide']
    for i in range(METHODS):
        lines += [f'struct Ask{i} {{ 1: string name, 2: i64 number, 3: list<string> words }}',
                  f'struct Answer{i} {{ 1: map<string, i64> numbers, 2: optional string text }}']
    lines.append('service Wide {')
    lines += [f'  Answer{i} Method{i}(1: Ask{i} ask)' for i in range(METHODS)]
    return '\n'.join(lines + ['}', ''])


class Compiling:
    def __init__(self, bench):
        self.bench = bench
        self.folder = os.path.join(bench.results, 'compile')

    def compile(self, source, *include):
        return ['g++', '-std=c++20', '-fcoroutines', '-O2', '-I', self.bench.source, *(f'-I{path}' for path in include),
                '-c', source, '-o', '/dev/null']

    def generate(self, idl):
        """A command that leaves the code of an IDL in the folder."""
        os.makedirs(self.folder, exist_ok=True)
        return [os.path.join(self.bench.build, 'tools', 'elanus', 'elanus'), '-gen-path', self.folder, idl]

    def hello(self):
        hello = os.path.join(self.bench.source, 'examples', 'hello')
        cpu_of(self.generate(os.path.join(hello, 'hello.thrift')))
        return cpu_of(self.compile(os.path.join(hello, 'server.cc'), self.folder))

    def wide(self):
        idl = os.path.join(self.folder, 'wide.thrift')
        with open(idl, 'w') as file:
            file.write(wide_idl())
        return cpu_of(self.generate(idl), self.compile(os.path.join(self.folder, 'wide', 'wide.cc'), self.folder))

    def library(self):
        build = os.path.join(self.folder, 'library')
        shutil.rmtree(build, ignore_errors=True)
        figures = cpu_of(['cmake', '-S', self.bench.source, '-B', build, '-G', 'Ninja', '-DCMAKE_BUILD_TYPE=Release',
                          '-DELANUS_TESTS=OFF', '-DELANUS_EXAMPLES=OFF', '-DCMAKE_CXX_COMPILER_LAUNCHER='],
                         ['cmake', '--build', build])
        shutil.rmtree(build, ignore_errors=True)
        return figures


def sections(bench):
    compiling = Compiling(bench)
    if bench.mode == 'smoke':
        return []
    rows = [Row("a whole server of 10 lines (examples/hello/server.cc)", compiling.hello)]
    if bench.mode == 'full':
        rows.append(Row(f'the code of an IDL with {METHODS} methods', compiling.wide))
    if bench.whole_build:
        rows.append(Row('the library and its tool, without tests', compiling.library))
    return [Section('compile', 'Compiling with g++ -O2', ['cpu_seconds'], rows, rounds=1)]
