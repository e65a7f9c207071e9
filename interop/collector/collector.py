# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""A real OpenTelemetry Collector: built from manifest.yaml by Go's ordinary tools, and run with a file that spans go to."""
import json
import os
import shutil
import socket
import subprocess
import time

from peers import BUILD, HERE, build_step, free_port, tool

VERSION = 'v0.162.0'
CONFIG = '''receivers:
  otlp:
    protocols:
      grpc:
        endpoint: 127.0.0.1:{port}{tls}
exporters:
  file:
    path: {file}
service:
  telemetry:
    metrics:
      level: none
  pipelines:
    traces:
      receivers: [otlp]
      exporters: [file]
'''
TLS = '''
        tls:
          cert_file: {}
          key_file: {}'''


def build():
    """The path of the program. Two minutes the first time."""
    go = tool('go')
    folder = os.path.join(BUILD, 'collector')
    program, manifest = os.path.join(folder, 'otelcol'), os.path.join(HERE, 'collector', 'manifest.yaml')
    built_from = os.path.join(folder, 'manifest.yaml')
    wanted = open(manifest, encoding='utf-8').read()
    if os.path.exists(program) and os.path.exists(built_from) and open(built_from, encoding='utf-8').read() == wanted:
        return program
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    what = "OpenTelemetry's Collector"
    begin = time.monotonic()
    # nice: the matrix runs meanwhile, and its cases are about time.
    build_step(what, 'nice', go, 'install', f'go.opentelemetry.io/collector/cmd/builder@{VERSION}', env={'GOBIN': folder})
    # A module that only the tests of another one need is not in the registry: the builder ends with an error at its own
    # `go mod tidy`, after it has written all sources; -e goes on without it.
    build_step(what, 'nice', os.path.join(folder, 'builder'), '--config', manifest, '--skip-compilation', cwd=folder,
               makes=os.path.join(folder, 'go.mod'))
    build_step(what, 'nice', go, 'mod', 'tidy', '-e', cwd=folder)
    build_step(what, 'nice', go, 'build', '-trimpath', '-buildvcs=false', '-ldflags=-s -w', '-o', 'otelcol', '.', cwd=folder)
    shutil.copy(manifest, built_from)
    print(f"==> {what} is built, {time.monotonic() - begin:.0f} s", flush=True)
    return program


class Collector:
    def __init__(self, program, name, identity=None):
        """Takes OTLP/gRPC; with `identity`, the paths of a certificate and its key, by TLS."""
        folder = os.path.join(BUILD, 'logs')
        self.file = os.path.join(folder, f'spans-{name}.json')
        port = free_port()
        self.address = f'127.0.0.1:{port}'
        config = os.path.join(folder, f'collector-{name}.yaml')
        with open(config, 'w', encoding='utf-8') as out:
            out.write(CONFIG.format(port=port, file=self.file, tls=TLS.format(*identity) if identity else ''))
        log = open(os.path.join(folder, f'collector-{name}.txt'), 'w', encoding='utf-8')
        self.process = subprocess.Popen([program, '--config', config], stdout=log, stderr=log)
        self.wait_until_listening(port)

    def wait_until_listening(self, port):
        while self.process.poll() is None:
            try:
                socket.create_connection(('127.0.0.1', port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError(f'the Collector ended with {self.process.returncode}; see build/interop/logs')

    def stop(self):
        """Ends it; gives all spans that it has received, each with the attributes of its resource."""
        self.process.terminate()
        self.process.wait(timeout=30)
        spans = []
        for line in open(self.file, encoding='utf-8') if os.path.exists(self.file) else ():
            for resource in json.loads(line).get('resourceSpans', []):
                about = attributes(resource.get('resource', {}))
                for scope in resource.get('scopeSpans', []):
                    spans += [{**span, 'resource': about} for span in scope.get('spans', [])]
        return spans


def attributes(holder):
    """OTLP's list of typed values as a map."""
    return {item['key']: next(iter(item['value'].values()), None) for item in holder.get('attributes', [])}
