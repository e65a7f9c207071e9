#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""Holds a server of ours to h2spec, the test suite of HTTP/2: every case passes, save those of docs/grpc.md."""
import argparse
import os
import re
import signal
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

import peers

MODULE = 'github.com/summerwind/h2spec/cmd/h2spec@v2.2.1+incompatible'
DOCUMENT = os.path.join(peers.ROOT, 'docs/grpc.md')
ENDS_WITHIN = 300  # seconds


def h2spec():
    folder = os.path.join(peers.BUILD, 'h2spec')
    program = os.path.join(folder, 'h2spec')
    if not os.path.exists(program):
        os.makedirs(folder, exist_ok=True)
        env = {**os.environ, 'GOBIN': folder}
        subprocess.run([peers.tool('go'), 'install', MODULE], env=env, check=True)
    return program


def expected():
    """The cases of docs/grpc.md that fail, by section and number: "5.1.1/2"."""
    return set(re.findall(r'^\| `((?:generic|hpack|http2)/[\d.]+/\d+)` \|', open(DOCUMENT, encoding='utf-8').read(), re.M))


def failures(report):
    failed, count = {}, 0
    for suite in xml.parse(report).getroot().iter('testsuite'):
        number = 0
        for case in suite.iter('testcase'):
            number += 1
            count += 1
            problem = case.find('failure') if case.find('failure') is not None else case.find('error')
            if problem is not None:
                failed[f'{case.get("package")}/{number}'] = f'{case.get("classname")}: {" ".join((problem.text or "").split())}'
    return failed, count


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--server', nargs='+', help='the server and its arguments; LISTEN stands for its address',
                        default=[os.path.join(peers.ROOT, 'build/dev/interop/peer/peer'), 'server', '--listen', 'LISTEN'])
    parser.add_argument('--timeout', default='2', help='seconds that a case waits')
    options = parser.parse_args()
    address = f'127.0.0.1:{peers.free_port()}'
    server = subprocess.Popen([word.replace('LISTEN', address) for word in options.server], stdout=subprocess.PIPE, text=True)
    try:
        server.stdout.readline()
        with tempfile.TemporaryDirectory() as folder:
            report = os.path.join(folder, 'report.xml')
            host, port = address.split(':')
            subprocess.run([h2spec(), '-h', host, '-p', port, '-o', options.timeout, '-j', report],
                           stdout=subprocess.DEVNULL, timeout=ENDS_WITHIN, check=False)
            failed, count = failures(report)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)
    known = expected()
    for name, why in sorted(failed.items()):
        print(f'{"as documented" if name in known else "FAILED"}: {name}: {why}')
    for name in sorted(known - set(failed)):
        print(f'FAILED: {name} passes, docs/grpc.md says that it does not')
    print(f'h2spec: {count - len(failed)} of {count} cases passed')
    return 1 if set(failed) != known else 0


if __name__ == '__main__':
    sys.exit(main())
