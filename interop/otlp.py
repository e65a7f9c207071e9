# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""OTLP/gRPC, both ways: our exporter to OpenTelemetry's Collector, in plaintext, compressed and by TLS; the exporters of
opentelemetry-cpp and of OpenTelemetry for Go to `elanus traces`."""
import json
import os
import re
import shutil
import subprocess
import urllib.request

import peers
from collector.collector import Collector

SOURCE = os.path.join(peers.HERE, 'otlp')
NAMES = {'outer', 'inner'}
ENDS_WITHIN = 30  # seconds, of a sender


def go_sender():
    program = os.path.join(peers.BUILD, 'otlp-go')
    peers.build_step('the exporter of OpenTelemetry for Go', 'nice', peers.tool('go'), 'build', '-trimpath', '-buildvcs=false',
                     '-o', program, '.', cwd=os.path.join(SOURCE, 'go'))
    return program


def cpp_sender():
    if not os.path.exists('/usr/include/opentelemetry/exporters/otlp/otlp_grpc_exporter_factory.h'):
        raise peers.Missing('opentelemetry-cpp-dev is not installed (./run setup peers)')
    build = os.path.join(peers.BUILD, 'otlp-cpp')
    launcher = ['-DCMAKE_CXX_COMPILER_LAUNCHER=ccache'] if shutil.which('ccache') else []
    peers.build_step('the exporter of opentelemetry-cpp', peers.tool('cmake'), '-G', 'Ninja', '-S', os.path.join(SOURCE, 'cpp'),
                     '-B', build, '-DCMAKE_BUILD_TYPE=Release', *launcher)
    peers.build_step('the exporter of opentelemetry-cpp', peers.tool('cmake'), '--build', build)
    return os.path.join(build, 'otlp_sender')


class Viewer:
    """`elanus traces` on free ports."""
    def __init__(self, tool, log):
        command = [tool, 'traces', '--quiet', *(word for name in ('otlp-grpc', 'otlp', 'ui') for word in (f'--{name}', '127.0.0.1:0'))]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=open(log, 'a', encoding='utf-8'), text=True)
        said = [self.process.stdout.readline().split()[-1] for _ in range(3)]
        self.page, _, self.grpc = said

    def spans(self, trace):
        """The names of a trace's spans."""
        with urllib.request.urlopen(f'{self.page}/traces/{trace}.json', timeout=10) as answer:
            otlp = json.load(answer)
        return [span['name'] for resource in otlp['resourceSpans'] for scope in resource['scopeSpans'] for span in scope['spans']]

    def stop(self):
        self.process.terminate()
        return self.process.wait(timeout=ENDS_WITHIN)


def to_viewer(viewer, name, program, compression):
    """What is wrong when a foreign exporter sends two spans of one trace."""
    env = {**os.environ, 'OTEL_EXPORTER_OTLP_ENDPOINT': viewer.grpc, 'OTEL_EXPORTER_OTLP_COMPRESSION': compression,
           'OTEL_EXPORTER_OTLP_INSECURE': 'true'}
    try:
        sent = subprocess.run([program], env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
                              timeout=ENDS_WITHIN)
    except subprocess.TimeoutExpired:
        return [f'{name}: did not end within {ENDS_WITHIN} s']
    trace = re.fullmatch('[0-9a-f]{32}\n', sent.stdout)
    if sent.returncode != 0 or not trace:
        return [f'{name}: ended with {sent.returncode}: {sent.stdout}']
    names = viewer.spans(trace[0].strip())
    return [] if set(names) == NAMES and len(names) == 2 else [f'{name}: expected two spans, got {names}']


def certificate(folder):
    """An authority, and a certificate for 127.0.0.1 that it has signed: the paths of its file, of the certificate and its key."""
    authority, ours, request = (os.path.join(folder, name) for name in ('ca', 'collector', 'collector.csr'))
    key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
    names = os.path.join(folder, 'collector.names')
    with open(names, 'w', encoding='utf-8') as out:
        out.write('subjectAltName=IP:127.0.0.1\n')
    for command in (['req', '-x509', *key, '-keyout', f'{authority}.key', '-out', f'{authority}.crt', '-days', '2', '-subj', '/CN=Interop'],
                    ['req', *key, '-keyout', f'{ours}.key', '-out', request, '-subj', '/CN=collector'],
                    ['x509', '-req', '-in', request, '-CA', f'{authority}.crt', '-CAkey', f'{authority}.key', '-CAcreateserial',
                     '-days', '2', '-extfile', names, '-out', f'{ours}.crt']):
        peers.build_step('certificates', peers.tool('openssl'), *command)
    return f'{authority}.crt', f'{ours}.crt', f'{ours}.key'


def to_collector(ours, program, name, log):
    """What is wrong with the two spans of one call that ours sends to the Collector."""
    authority, *identity = certificate(os.path.dirname(log))
    tls = name == 'tls'
    collector = Collector(program, f'otlp-{name}', identity if tls else None)
    env = {'OTEL_EXPORTER_OTLP_COMPRESSION': 'gzip' if name == 'gzip' else 'none', 'OTEL_EXPORTER_OTLP_CERTIFICATE': authority}
    sender = peers.Peer(ours.name, ours.command, env)
    tracing = ['--otlp', f'{"https" if tls else "http"}://{collector.address}', '--ratio', '1']
    server = peers.Server(sender, ['--name', 'server', *tracing], log)
    code, _ = peers.run_client(sender, server.address, 'ttheader_framed', ['--case', 'join', '--name', 'caller', *tracing], log)
    ended = server.stop()[0]
    kinds = sorted(span['kind'] for span in collector.stop())
    if code == 0 and ended == 0 and kinds == [2, 3]:
        return []
    return [f'ours to the Collector, {name}: expected a span of the server and one of the client, got kinds {kinds}; '
            f'the client ended with {code}, the server with {ended}']


def run(ours, collector, tool):
    """`collector`: its program; `tool`: ours. Gives how many checks were right and how many not, and what was skipped, and why."""
    print('\nOTLP/gRPC')
    log = os.path.join(peers.BUILD, 'logs', 'otlp.txt')
    results = [to_collector(ours, collector, name, log) for name in ('plain', 'gzip', 'tls')]
    viewer, skipped = Viewer(tool, log), {}
    for name, build in (('opentelemetry-cpp', cpp_sender), ('otel-go', go_sender)):
        try:
            program = build()
        except peers.Missing as missing:
            skipped[name] = str(missing)
            continue
        results += [to_viewer(viewer, name, program, compression) for compression in ('none', 'gzip')]
    ended = viewer.stop()
    results.append([] if ended == 0 else [f'elanus traces ended with {ended}'])
    for problem in (problem for wrong in results for problem in wrong):
        print(f'    {problem}')
    return (sum(not wrong for wrong in results), sum(map(bool, results))), skipped
