# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""h2load (Debian package nghttp2-client) as the load generator for gRPC: it does for HTTP/2 what ours does for Thrift."""
import os
import re
import shutil
import subprocess
import time

from driver import machine, programs
from driver.stats import quantile

SEARCH = os.environ.get('PATH', '') + ':/usr/bin'
COUNTS = re.compile(r'requests: (\d+) total, \d+ started, (\d+) done, (\d+) succeeded')
TIME = re.compile(r'finished in ([\d.]+)(us|ms|s)')
DATA = re.compile(r'\((\d+)\) data')
SECONDS = {'us': 1e-6, 'ms': 1e-3, 's': 1.0}


def missing():
    return None if shutil.which('h2load', path=SEARCH) else 'h2load is missing: ./run setup bench'


def message(size):
    """echo.Text with so many x as text, behind gRPC's five bytes."""
    varint, left = b'', size
    while left >= 0x80:
        varint, left = varint + bytes([left & 0x7f | 0x80]), left >> 7
    body = b'\x0a' + varint + bytes([left]) + b'x' * size
    return b'\0' + len(body).to_bytes(4, 'big') + body


def command(port, folder, size, connections, streams, seconds, rate, tls=False):
    body = os.path.join(folder, f'grpc-{size}.bin')
    os.makedirs(folder, exist_ok=True)
    with open(body, 'wb') as file:
        file.write(message(size))
    words = ['h2load', '-D', f'{round(seconds * 1000)}ms', '-c', str(connections), '-m', str(streams), '-t', '1', '-d', body,
             '-H', 'content-type: application/grpc', '-H', 'te: trailers']
    if rate:
        words.append(f'--rps={rate / connections:.3f}')
    return words + [f'http{"s" if tls else ""}://127.0.0.1:{port}/echo.Echo/Say']


def run(words, cores, log=None):
    words = words[:1] + (['--log-file', log] if log else []) + words[1:]
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120, check=False,
                          preexec_fn=lambda: machine.own_session(cores))
    counts = COUNTS.search(done.stdout)
    if done.returncode != 0 or not counts or counts[2] != counts[3]:
        raise programs.Failed(f'h2load: expected nothing but answers, got {done.stdout.strip()[-300:]!r}')
    return done.stdout


def load(bench, server, size, connections, streams, rate=0, tls=False):
    """Figures as those of our load generator. Its times count from when a request was sent, also with a rate."""
    folder = os.path.join(bench.results, 'requests')
    if bench.warm_up:
        run(command(server.port, folder, size, connections, streams, bench.warm_up, rate, tls), bench.load_cores)
    log = os.path.join(bench.results, 'h2load.log')
    if os.path.exists(log):
        os.remove(log)
    begin, cpu, own = time.monotonic(), server.cpu(), machine.own_seconds()
    text = run(command(server.port, folder, size, connections, streams, bench.seconds, rate, tls), bench.load_cores, log)
    server_cpu, own, took = server.cpu() - cpu, machine.own_seconds() - own, time.monotonic() - begin
    with open(log) as file:
        times = sorted(int(line.split('\t')[2]) for line in file)
    if not times:
        raise programs.Failed('h2load: no call was answered')
    if int(DATA.search(text)[1]) < len(times) * len(message(size)):
        raise programs.Failed('h2load: the answers are shorter than what was sent')
    number, unit = TIME.search(text).groups()
    calls = len(times)
    return {'calls': calls, 'seconds': float(number) * SECONDS[unit], 'qps': calls / (float(number) * SECONDS[unit]),
            'p50_us': quantile(times, 0.5), 'p99_us': quantile(times, 0.99), 'p999_us': quantile(times, 0.999),
            'server_share': server_cpu / took, 'server_cpu_us': server_cpu * 1e6 / calls, 'client_cpu_us': own * 1e6 / calls}
