#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""grpcurl and buf curl against a server of ours, with nothing but its reflection: what there is, calls of every kind, health."""
import argparse
import json
import os
import subprocess
import sys

import grpc_peers
import peers

SOURCE = os.path.join(grpc_peers.SOURCE, 'tools')
SERVICE = 'grpc.testing.TestService'
ENDS_WITHIN = 30  # seconds, of one command
SERVICES = {SERVICE, 'grpc.health.v1.Health', 'grpc.reflection.v1.ServerReflection', 'grpc.reflection.v1alpha.ServerReflection'}
NOT_FOUND, INVALID_ARGUMENT = 5, 3


def build():
    """The folder of the two programs."""
    folder = os.path.join(peers.BUILD, 'grpc-tools')
    os.makedirs(folder, exist_ok=True)
    peers.build_step('grpcurl and buf', 'nice', peers.tool('go'), 'build', '-trimpath', '-buildvcs=false', '-o', folder + os.sep,
                     'github.com/fullstorydev/grpcurl/cmd/grpcurl', 'github.com/bufbuild/buf/cmd/buf', cwd=SOURCE)
    return folder


class Said:
    """What a command has printed."""
    def __init__(self, command):
        try:
            done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=ENDS_WITHIN,
                                  stdin=subprocess.DEVNULL, check=False)
            self.code, self.out, self.err = done.returncode, done.stdout, done.stderr
        except subprocess.TimeoutExpired:
            self.code, self.out, self.err = None, '', f'did not end within {ENDS_WITHIN} s'
        self.command = ' '.join(command)

    def messages(self):
        """The JSON objects, one after the other."""
        decoder, text, found = json.JSONDecoder(), self.out.strip(), []
        try:
            while text:
                message, end = decoder.raw_decode(text)
                found.append(message)
                text = text[end:].lstrip()
        except ValueError:
            return None
        return found

    def __str__(self):
        return f'$ {self.command}\n{self.out}{self.err}(ended with {self.code})\n'


def sizes(messages):
    """How many characters of base64 each payload has: 4 for 3 bytes."""
    return [len(message.get('payload', {}).get('body', '')) for message in messages or []]


class Grpcurl:
    name = 'grpcurl'

    def __init__(self, folder, address):
        self.command, self.address = [os.path.join(folder, 'grpcurl'), '-plaintext'], address

    def list(self):
        return Said([*self.command, self.address, 'list'])

    def call(self, method, *requests):
        return Said([*self.command, '-d', ' '.join(json.dumps(each) for each in requests), self.address, method])

    @staticmethod
    def failed(said, code):
        """It ends with 64 and the code."""
        return said.code == 64 + code


class BufCurl:
    def __init__(self, folder, address, reflection):
        self.name = f'buf curl, {reflection}'
        self.url = f'http://{address}'
        self.command = [os.path.join(folder, 'buf'), 'curl', '--http2-prior-knowledge', '--protocol', 'grpc',
                        '--reflect-protocol', reflection]

    def list(self):
        return Said([*self.command, '--list-services', self.url])

    def call(self, method, *requests):
        return Said([*self.command, '-d', ' '.join(json.dumps(each) for each in requests), f'{self.url}/{method}'])

    @staticmethod
    def failed(said, code):
        """It ends with eight times the code."""
        return said.code == 8 * code


def checks(tool):
    """Each check: its name, what was said, whether that is right."""
    said = tool.list()
    yield 'the list of services', said, set(said.out.split()) == SERVICES
    said = tool.call(f'{SERVICE}/EmptyCall', {})
    yield 'an empty call', said, said.code == 0 and said.messages() == [{}]
    said = tool.call(f'{SERVICE}/UnaryCall', {'responseSize': 30})
    yield 'a unary call', said, said.code == 0 and sizes(said.messages()) == [40]
    wanted = [{'size': size} for size in (3, 6, 9)]
    said = tool.call(f'{SERVICE}/StreamingOutputCall', {'responseParameters': wanted})
    yield 'a server stream', said, said.code == 0 and sizes(said.messages()) == [4, 8, 12]
    said = tool.call(f'{SERVICE}/StreamingInputCall', {'payload': {'body': 'AAAA'}}, {'payload': {'body': 'AAAAAAAA'}})
    yield 'a client stream', said, said.code == 0 and said.messages() == [{'aggregatedPayloadSize': 9}]
    said = tool.call(f'{SERVICE}/FullDuplexCall', *({'responseParameters': [each]} for each in wanted))
    yield 'a bidirectional stream', said, said.code == 0 and sizes(said.messages()) == [4, 8, 12]
    said = tool.call(f'{SERVICE}/UnaryCall', {'responseStatus': {'code': INVALID_ARGUMENT, 'message': 'not that'}})
    yield 'a status with its text', said, tool.failed(said, INVALID_ARGUMENT) and 'not that' in said.err
    for service in ('', SERVICE):
        said = tool.call('grpc.health.v1.Health/Check', {'service': service})
        yield f'the health of "{service}"', said, said.code == 0 and said.messages() == [{'status': 'SERVING'}]
    said = tool.call('grpc.health.v1.Health/Check', {'service': 'no.Such'})
    yield 'the health of a service that is not there', said, tool.failed(said, NOT_FOUND)


def describes(grpcurl):
    """What only grpcurl can show: a method as the .proto file has it."""
    said = Said([*grpcurl.command, grpcurl.address, 'describe', f'{SERVICE}.FullDuplexCall'])
    yield 'the description of a method', said, 'stream .grpc.testing.StreamingOutputCallRequest' in said.out
    said = Said([*grpcurl.command, grpcurl.address, 'describe', 'no.Such'])
    yield 'the description of what is not there', said, said.code != 0 and 'not found' in said.err.lower()


def run(program):
    """The counts of right and wrong checks, and what cannot be had here, with why. `program` is that of gRPC's own cases."""
    try:
        folder = build()
    except peers.Missing as missing:
        return (0, 0), {'grpcurl and buf curl': str(missing)}
    right = wrong = 0
    print('\ngRPC\'s tools', flush=True)
    log_name = os.path.join(peers.BUILD, 'logs', 'grpc-tools.txt')
    os.makedirs(os.path.dirname(log_name), exist_ok=True)
    with open(log_name, 'w', encoding='utf-8') as log:
        address, process = grpc_peers.GrpcPeer('ours', [program]).start(log)
        try:
            grpcurl = Grpcurl(folder, address)
            tools = (grpcurl, BufCurl(folder, address, 'grpc-v1'), BufCurl(folder, address, 'grpc-v1alpha'))
            for tool in tools:
                done = list(checks(tool)) + (list(describes(tool)) if tool is grpcurl else [])
                bad = [(what, said) for what, said, good in done if not good]
                for what, said, _ in done:
                    log.write(f'--- {tool.name}: {what}\n{said}\n')
                print(f'{tool.name:<24} {len(done) - len(bad):>2} of {len(done)}{"  MISMATCH" if bad else ""}')
                for what, said in bad:
                    print(f'    {what}: {" ".join((said.err or said.out).split())[:200]}')
                right, wrong = right + len(done) - len(bad), wrong + len(bad)
        finally:
            grpc_peers.stop(process)
    if wrong:
        print(f'    see {os.path.relpath(log_name, peers.ROOT)}')
    return (right, wrong), {}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--server', default=os.path.join(peers.ROOT, 'build/dev/interop/grpc/elanus/grpc_peer'),
                        help="our program of gRPC's own cases")
    (right, wrong), skipped = run(parser.parse_args().server)
    for name, why in skipped.items():
        print(f'interop: {name} is skipped: {why}')
    print(f'{right} of {right + wrong} checks are right')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
