# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""gRPC's own interop cases, between Elanus and each of gRPC's libraries, in both directions. docs/interop.md describes them."""
import concurrent.futures
import os
import time

import grpc_peers
import peers


def cases_of(client, server):
    """Those that both have. Compression is about what the server does as well."""
    return [case for case in client.cases if case in server.cases]


def pair(client, server):
    """How many cases are right, and what is wrong; prints a line."""
    begin = time.monotonic()
    name = os.path.join(peers.BUILD, 'logs', f'grpc-{client.name}-{server.name}.txt')
    cases = cases_of(client, server)
    with open(name, 'w', encoding='utf-8') as log:
        try:
            address, process = server.start(log)
        except (RuntimeError, OSError) as failure:
            results = {case: str(failure) for case in cases}
        else:
            try:
                results = client.run(address, cases, log)
            finally:
                grpc_peers.stop(process)
    wrong = [f'{case}: {why}' for case, why in results.items() if why]
    lines = [f'{client.name:<14} {server.name:<14} {"grpc":<32} {len(cases) - len(wrong):>2} of {len(cases)}  '
             f'{time.monotonic() - begin:4.1f} s{"  MISMATCH" if wrong else ""}']
    lines += [f'    {problem}' for problem in wrong]
    lines += [f'    see {os.path.relpath(name, peers.ROOT)}'] if wrong else []
    print('\n'.join(lines), flush=True)
    return len(cases) - len(wrong), len(wrong)


def build(name):
    """Its name, and the peer or why it cannot be had."""
    begin = time.monotonic()
    try:
        peer = grpc_peers.LIBRARIES[name]()
    except peers.Missing as missing:
        return name, None, str(missing)
    print(f'==> {name} is built, {time.monotonic() - begin:.0f} s', flush=True)
    return name, peer, ''


def run(program, jobs):
    """The counts of right and wrong cases, and the libraries that cannot be had here, with why."""
    ours = grpc_peers.GrpcPeer('ours', [program], cases=grpc_peers.CASES + grpc_peers.COMPRESSED)
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        built = list(pool.map(build, grpc_peers.LIBRARIES))
        others = [peer for _, peer, _ in built if peer]
        print("\ngRPC's own cases", flush=True)
        pairs = [(ours, ours)] + [both for other in others for both in ((ours, other), (other, ours))]
        results = list(pool.map(lambda both: pair(*both), pairs))
    skipped = {name: why for name, peer, why in built if not peer}
    return (sum(right for right, _ in results), sum(wrong for _, wrong in results)), skipped
