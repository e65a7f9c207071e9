#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""./run interop: every case of every pair of peers, and tracing along a chain of servers. Ends with 1 when anything is not as
expected.py says. docs/interop.md describes it."""
import argparse
import concurrent.futures
import fnmatch
import itertools
import os
import shlex
import shutil
import subprocess
import sys
import threading
import time

import chain
import expected
import grpc_cases
import grpc_tools
import otlp
import peers
from expected import Run


def arguments():
    parser = argparse.ArgumentParser(prog='./run interop')
    parser.add_argument('--peer', action='append', default=[], metavar='NAME=COMMAND',
                        help='another program that keeps the contract, tested against ours in both directions')
    parser.add_argument('--transports', default='buffered,framed,ttheader,ttheader_framed,kitex_protobuf,grpc,grpc_thrift',
                        help='of the programs that --peer adds (default: all)')
    parser.add_argument('--pairs', default='*', metavar='PATTERN',
                        help='only these runs, such as "ours:*", "*:apache-node", "ours:ours:ttheader*"')
    parser.add_argument('--only', choices=['matrix', 'grpc', 'tracing'], help='leave out the other part')
    parser.add_argument('--jobs', type=int, default=3, help='pairs at a time (3)')
    parser.add_argument('--require-all', action='store_true', default=os.environ.get('CI') in ('1', 'true'),
                        help='a missing package, Node or Go is an error (the default when CI=1)')
    parser.add_argument('--report', metavar='FILE', help='the counts, as scripts/check.sh reads them')
    parser.add_argument('--ours', default=os.path.join(peers.ROOT, 'build/dev/interop/peer/peer'),
                        help='our peer, when it is not the one of ./run')
    parser.add_argument('--tool', default=os.path.join(peers.ROOT, 'build/dev/tools/elanus/elanus'),
                        help='our `elanus`, likewise')
    parser.add_argument('--grpc', default=os.path.join(peers.ROOT, 'build/dev/interop/grpc/elanus/grpc_peer'),
                        help="our program of gRPC's own cases, when it is not the one of ./run")
    return parser.parse_args()


def added(options):
    for text in options.peer:
        name, separator, command = text.partition('=')
        if not separator or not command:
            raise SystemExit(f'interop: expected --peer NAME=COMMAND, got {text}')
        yield peers.Peer(name, shlex.split(command), transports=tuple(options.transports.split(',')), may_skip=True)


def wanted(options, run):
    names = f'{run.client.name}:{run.server.name}:{run.transport}'
    return fnmatch.fnmatch(names, options.pairs) or fnmatch.fnmatch(names, f'{options.pairs}:*')


def runs_of(client, server):
    """All transports that both have; where there are headers, also with and without meta, checksum and multiplexing."""
    for transport in client.transports:
        if transport not in server.transports:
            continue
        if transport in peers.HEADERLESS:
            yield Run(client, server, transport)
            continue
        if transport in expected.GRPC:
            for meta, gzip in ((True, False), (False, False), (True, True)):
                yield Run(client, server, transport, meta, gzip=gzip)
            continue
        if transport == 'kitex_protobuf':
            for meta, crc, mux in ((True, False, 0), (True, True, 2), (False, False, 0), (False, True, 2)):
                yield Run(client, server, transport, meta, crc, mux)
            continue
        for meta, crc, mux in itertools.product((True, False), (False, True), (0, 2)):
            yield Run(client, server, transport, meta, crc, mux)


def all_runs(options, ours):
    """Those that will be run, and the peers that cannot be had here, with why."""
    if options.only in ('tracing', 'grpc'):
        return [], {}
    runs = [run for run in runs_of(ours, ours) if wanted(options, run)]
    others, skipped = list(added(options)), {}
    with concurrent.futures.ThreadPoolExecutor() as pool:
        for name, peer, why in pool.map(built, (name for name in peers.APACHE if wanted_at_all(options, ours, name))):
            if peer:
                others.append(peer)
            else:
                skipped[name] = why
    for other in others:
        runs += [run for run in (*runs_of(ours, other), *runs_of(other, ours)) if wanted(options, run)]
    return runs, skipped


def wanted_at_all(options, ours, name):
    probe = peers.Peer(name, [], transports=peers.HEADERLESS)
    return any(wanted(options, run) for run in (*runs_of(ours, probe), *runs_of(probe, ours)))


def built(name):
    """Its name, and the peer or why it cannot be had."""
    begin = time.monotonic()
    try:
        peer = peers.APACHE[name]()
    except peers.Missing as missing:
        return name, None, str(missing)
    print(f'==> {name} is built, {time.monotonic() - begin:.0f} s', flush=True)
    return name, peer, ''


def flags_of(run):
    meta = ['--meta', 'on' if run.meta else 'off']
    if run.grpc:
        return meta, meta + (['--gzip', 'on'] if run.gzip else [])
    flags = [*meta, '--crc', 'on' if run.crc else 'off'] if run.headers else []
    return flags + (['--mux'] if run.mux else []), flags + (['--mux', str(run.mux)] if run.mux else [])


def log_of(run):
    words = [run.client.name, run.server.name, run.transport]
    if run.headers or run.grpc:
        words += [word for word, on in (('nometa', not run.meta), ('crc', run.crc), ('mux', run.mux), ('gzip', run.gzip)) if on]
    return os.path.join(peers.BUILD, 'logs', '-'.join(words) + '.txt')


def cases_at_once(run, log):
    """The cases of --all against a server of their own. Gives what is wrong, how many cases were right, and how many say nothing:
    they are skipped, or known to differ."""
    server_flags, client_flags = flags_of(run)
    server = peers.Server(run.server, server_flags, log)
    code, lines = peers.run_client(run.client, server.address, run.transport, ['--all', *client_flags], log)
    server_code, handled = server.stop()
    cases = expected.expected_cases(run)
    printed = [line['case'] for line in lines]
    wrong = [f'{case}: not printed' for case in cases if case not in printed]
    wrong += [f'{case}: printed, and not expected' for case in printed if case not in cases]
    for line in lines:
        problem = expected.judge(run, line) if line['case'] in cases else ''
        wrong += [f'{line["case"]}: {problem}'] if problem else []
    all_ok = all(line.get('ok') for line in lines)
    if code != (0 if all_ok else 1):
        wrong.append(f'the client ended with {code}, its cases say {0 if all_ok else 1}')
    if server_code != 0:
        wrong.append(f'the server ended with {server_code} after SIGTERM, expected 0')
    problem = expected.judge_handled(run, handled)
    wrong += [problem] if problem else []
    left_out = {line['case'] for line in lines if 'skipped' in line} | {case for case in cases if expected.deviation(run, case)}
    failed = {problem.split(':')[0] for problem in wrong}
    return wrong, len(set(cases) - left_out - failed), len(left_out & set(cases))


def server_stops(run, case, log):
    """A server that is stopped in the middle of calls answers what it has begun."""
    server_flags, client_flags = flags_of(run)
    server = peers.Server(run.server, server_flags, log)
    flags = ['--case', case, '--server-pid', str(server.process.pid), *client_flags]
    _, lines = peers.run_client(run.client, server.address, run.transport, flags, log)
    if [line['case'] for line in lines] != [case]:
        server.stop()
        return [f'{case}: not printed']
    code, handled = server.wait()
    problem = expected.judge(run, lines[0])
    wrong = [f'{case}: {problem}'] if problem else []
    sleep = run.method('Sleep')
    answered = ((lines[0].get('got') or {}).get('answered') or {}).get(sleep)
    if answered is not None and answered != handled.get(sleep, 0):
        wrong.append(f'{case}: the server handled {sleep} {handled.get(sleep, 0)} times, the client got {answered} answers')
    if code != 0:
        wrong.append(f'{case}: the server ended with {code}, expected 0')
    return wrong


def alone(run):
    """The cases that need a server for themselves."""
    return [case for case in expected.ALONE if run.grpc or case == 'server_stops']


def one(run, print_lock):
    begin = time.monotonic()
    log = log_of(run)
    right = left_out = 0
    try:
        wrong, right, left_out = cases_at_once(run, log)
        for case in alone(run):
            stops = server_stops(run, case, log)
            right += not stops
            wrong += stops
    except (RuntimeError, OSError) as failure:
        wrong = [str(failure)]
    with print_lock:
        total = len(expected.expected_cases(run)) + len(alone(run)) - left_out
        note = f', {left_out} left out' if left_out else ''
        print(f'{run!s:<63} {right:>2} of {total}{note}  {time.monotonic() - begin:4.1f} s'
              f'{"  MISMATCH" if wrong else ""}', flush=True)
        for problem in wrong:
            print(f'    {problem}', flush=True)
        if wrong:
            print(f'    see {os.path.relpath(log, peers.ROOT)}', flush=True)
    return right, len(wrong)


def run_matrix(runs, jobs):
    print(f'\n{"client":<14} {"server":<14} {"transport":<16} {"options":<15} cases')
    lock = threading.Lock()
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        results = list(pool.map(lambda run: one(run, lock), runs))
    return sum(right for right, _ in results), sum(wrong for _, wrong in results)


def run_outcomes(ours):
    """Our client against our server prints what a Kitex client printed against a Kitex server."""
    done = subprocess.run([sys.executable, os.path.join(peers.HERE, 'outcomes.py'), *ours.command], check=False)
    return (1, 0) if done.returncode == 0 else (0, 1)


def run_tapes(ours):
    """What Kitex's client and server said over gRPC and Kitex-Protobuf, to our server and to our client. Debian's Python has its hpack."""
    counts = [subprocess.run(['/usr/bin/python3', os.path.join(peers.HERE, 'tapes', program), *ours.command], check=False)
              for program in ('grpc_server.py', 'grpc_client.py', 'kitex_protobuf.py')]
    right = sum(done.returncode == 0 for done in counts)
    return right, len(counts) - right


def main():
    options = arguments()
    shutil.rmtree(os.path.join(peers.BUILD, 'logs'), ignore_errors=True)
    os.makedirs(os.path.join(peers.BUILD, 'logs'))
    ours = peers.Peer('ours', [options.ours])
    counts = []
    # Go takes two minutes for the Collector; the matrix mostly waits.
    with concurrent.futures.ThreadPoolExecutor(1) as background:
        collector = background.submit(chain.prepare) if options.only in (None, 'tracing') else None
        runs, skipped = all_runs(options, ours)
        if runs:
            counts.append(run_matrix(runs, options.jobs))
        if any(run.client is ours and run.server is ours for run in runs):
            counts.append(run_outcomes(ours))
            counts.append(run_tapes(ours))
        if options.only in (None, 'grpc'):
            for cases, missing in (grpc_cases.run(options.grpc, options.jobs), grpc_tools.run(options.grpc)):
                counts.append(cases)
                skipped.update(missing)
        if collector:
            try:
                counts.append(chain.run(ours, collector.result()))
                exports, missing = otlp.run(ours, collector.result(), options.tool)
                counts.append(exports)
                skipped.update(missing)
            except peers.Missing as missing:
                skipped['tracing'] = str(missing)
    right, wrong = sum(right for right, _ in counts), sum(wrong for _, wrong in counts)
    for name, why in skipped.items():
        print(f'interop: {name} is {"required and missing" if options.require_all else "skipped"}: {why}')
    if options.require_all:
        wrong += len(skipped)
    print(f'interop: {right} right, {wrong} wrong, {len(skipped)} skipped')
    if options.report:
        with open(options.report, 'w', encoding='utf-8') as out:
            out.write(f'<testsuite name="interop"\n\ttests="{right + wrong}"\n\tfailures="{wrong}"\n\tskipped="0"\n/>\n')
    return 1 if wrong or not right else 0


if __name__ == '__main__':
    sys.exit(main())
