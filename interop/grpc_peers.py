# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""The programs of gRPC's own interop cases: grpc-go's client and server, ours against gRPC's C++ library, against grpc-js, and
against Elanus."""
import json
import os
import shutil
import signal
import subprocess

from peers import BUILD, HERE, Missing, build_step, free_port, tool

SOURCE = os.path.join(HERE, 'grpc')
CASES = ('empty_unary', 'large_unary', 'client_streaming', 'server_streaming', 'ping_pong', 'empty_stream', 'custom_metadata',
         'status_code_and_message', 'special_status_message', 'unimplemented_method', 'unimplemented_service',
         'cancel_after_begin', 'cancel_after_first_response', 'timeout_on_sleeping_server')
# For those that can tell whether a message came compressed, and choose it for each that they send.
COMPRESSED = ('client_compressed_unary', 'server_compressed_unary', 'client_compressed_streaming',
              'server_compressed_streaming')
CASES_END_WITHIN = 120  # seconds


class GrpcPeer:
    """One library. Its program is started as `server HOST:PORT` and `client HOST:PORT CASE...`, as in interop/grpc."""
    def __init__(self, name, command, env=None, cases=CASES):
        self.name, self.command, self.env, self.cases = name, command, {**os.environ, **(env or {})}, cases

    def start(self, log):
        address = f'127.0.0.1:{free_port()}'
        process = subprocess.Popen(self.server_command(address), env=self.env, stdout=subprocess.PIPE, stderr=log, text=True)
        said = process.stdout.readline().strip()
        if said != 'ready':
            process.kill()
            process.communicate()
            raise RuntimeError(f'{self.name}: expected the server to print "ready", got "{said}"')
        return address, process

    def server_command(self, address):
        return [*self.command, 'server', address]

    def run(self, address, cases, log):
        """What is wrong with each of these cases; '' when nothing is."""
        _, said = self.output([*self.command, 'client', address, *cases], log)
        results = {}
        for line in said.split('\n'):
            try:
                one = json.loads(line)
                results[one['case']] = '' if one['ok'] else one.get('text') or 'not ok'
            except (ValueError, KeyError, TypeError):
                continue
        return {case: results.get(case, 'not printed') for case in cases}

    def output(self, command, log):
        log.write(f'$ {" ".join(command)}\n')
        log.flush()
        try:
            done = subprocess.run(command, env=self.env, stdout=subprocess.PIPE, stderr=log, text=True,
                                  timeout=CASES_END_WITHIN, check=False)
            code, said = done.returncode, done.stdout
        except subprocess.TimeoutExpired as late:
            said = late.stdout or ''
            code, said = None, said if isinstance(said, str) else said.decode()
        log.write(said)
        log.flush()
        return code, said


class GrpcGo(GrpcPeer):
    """The stock client runs one case, and is silent when all is well."""
    def __init__(self, folder):
        super().__init__('grpc-go', [])
        self.folder = folder

    def server_command(self, address):
        return [os.path.join(self.folder, 'grpc'), address]

    def run(self, address, cases, log):
        host, port = address.split(':')
        results = {}
        for case in cases:
            command = [os.path.join(self.folder, 'client'), '--server_host', host, '--server_port', port, '--test_case', case]
            code, _ = self.output(command, log)
            results[case] = '' if code == 0 else f'the client ended with {code}'
        return results


def grpc_go():
    folder = os.path.join(BUILD, 'grpc-go')
    os.makedirs(folder, exist_ok=True)
    # nice: the matrix runs meanwhile, and its cases are about time.
    build_step('the grpc-go peer', 'nice', tool('go'), 'build', '-trimpath', '-buildvcs=false', '-o', folder + os.sep,
               'google.golang.org/grpc/interop/client', '.', cwd=os.path.join(SOURCE, 'go'))
    return GrpcGo(folder)


def grpc_cpp():
    build = os.path.join(BUILD, 'grpc-cpp')
    if not os.path.exists('/usr/include/grpcpp/grpcpp.h') or not shutil.which('grpc_cpp_plugin'):
        raise Missing('libgrpc++-dev and protobuf-compiler-grpc are not installed (./run setup peers)')
    launcher = ['-DCMAKE_CXX_COMPILER_LAUNCHER=ccache'] if shutil.which('ccache') else []
    build_step('the gRPC C++ peer', tool('cmake'), '-G', 'Ninja', '-S', os.path.join(SOURCE, 'cpp'), '-B', build,
               '-DCMAKE_BUILD_TYPE=Release', '-DCMAKE_CXX_FLAGS_RELEASE=-O1', *launcher)
    build_step('the gRPC C++ peer', 'nice', tool('cmake'), '--build', build)
    return GrpcPeer('grpc-cpp', [os.path.join(build, 'grpc_peer')], cases=CASES + COMPRESSED)


def grpc_node():
    node, npm = tool('node'), tool('npm')
    source, build = os.path.join(SOURCE, 'node'), os.path.join(BUILD, 'grpc-node')
    os.makedirs(build, exist_ok=True)
    modules = os.path.join(build, 'node_modules')
    lock = os.path.join(build, 'package-lock.json')
    wanted = open(os.path.join(source, 'package-lock.json'), encoding='utf-8').read()
    if not (os.path.isdir(modules) and os.path.exists(lock) and open(lock, encoding='utf-8').read() == wanted):
        for name in ('package.json', 'package-lock.json'):
            shutil.copy(os.path.join(source, name), build)
        build_step('the grpc-js peer', npm, 'ci', '--no-audit', '--no-fund', '--ignore-scripts', cwd=build)
    return GrpcPeer('grpc-js', [node, os.path.join(source, 'peer.js')], {'NODE_PATH': modules})


LIBRARIES = {'grpc-go': grpc_go, 'grpc-cpp': grpc_cpp, 'grpc-js': grpc_node}


def stop(process):
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
    try:
        process.communicate(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
