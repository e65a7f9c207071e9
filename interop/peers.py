# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""The programs that the matrix runs: where they come from, how they start, what they cannot do."""
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import threading

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
BUILD = os.path.join(ROOT, 'build', 'interop')
IDL = os.path.join(HERE, 'interop.thrift')
HEADERLESS = ('buffered', 'framed')
HEADERED = ('ttheader', 'ttheader_framed')
ALL = HEADERLESS + HEADERED + ('kitex_protobuf', 'grpc', 'grpc_thrift')
ENDS_WITHIN = 30  # seconds, of a server after SIGTERM
CLIENT_ENDS_WITHIN = 180


class Missing(Exception):
    """Something that is not installed here, with the word that says what."""


class Peer:
    def __init__(self, name, command, env=None, transports=ALL, lacks=(), apache=False,
                 may_skip=False):
        self.name, self.command, self.transports = name, command, transports
        self.env = {**os.environ, **(env or {})}
        self.lacks = lacks      # cases that its client does not have
        self.apache = apache    # a server that answers an unknown method as Apache Thrift does
        self.may_skip = may_skip  # its client may print `skipped` for a case


def tool(name):
    path = shutil.which(name)
    if not path:
        raise Missing(f'{name} is not installed')
    return path


def build_step(what, *command, cwd=None, env=None, makes=None):
    """Runs a command that builds something; its words are shown only when it fails. With `makes`, a file that it leaves decides."""
    done = subprocess.run(command, cwd=cwd, env={**os.environ, **(env or {})}, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False)
    if not os.path.exists(makes) if makes else done.returncode != 0:
        raise SystemExit(f'interop: could not build {what}: {" ".join(command)}\n{done.stdout[-4000:]}')


def generated(language, folder):
    os.makedirs(folder, exist_ok=True)
    build_step(f'the {language} code', tool('thrift'), '-nowarn', '--gen', language, '-out', folder, IDL)
    return folder


def apache_cpp():
    build = os.path.join(BUILD, 'apache-cpp')
    if not os.path.exists('/usr/include/thrift/Thrift.h'):
        raise Missing('libthrift-dev is not installed (./run setup peers)')
    launcher = ['-DCMAKE_CXX_COMPILER_LAUNCHER=ccache'] if shutil.which('ccache') else []
    build_step('the C++ peer', tool('cmake'), '-G', 'Ninja', '-S', os.path.join(HERE, 'apache', 'cpp'), '-B', build,
               '-DCMAKE_BUILD_TYPE=Release', '-DCMAKE_CXX_FLAGS_RELEASE=-O1', *launcher)
    build_step('the C++ peer', tool('cmake'), '--build', build)
    return Peer('apache-cpp', [os.path.join(build, 'apache_peer')], transports=HEADERLESS, lacks=('everything_nil',),
                apache=True)


def apache_python():
    python = '/usr/bin/python3'  # Debian's, since its package of Thrift is for this one
    if subprocess.run([python, '-c', 'import thrift'], stderr=subprocess.DEVNULL, check=False).returncode != 0:
        raise Missing('python3-thrift is not installed (./run setup peers)')
    gen = generated('py', os.path.join(BUILD, 'apache-python'))
    return Peer('apache-python', [python, os.path.join(HERE, 'apache', 'python', 'peer.py')],
                {'INTEROP_GEN': gen, 'PYTHONDONTWRITEBYTECODE': '1'}, HEADERLESS, ('everything_nil',), apache=True)


def apache_node():
    node, npm = tool('node'), tool('npm')
    source, build = os.path.join(HERE, 'apache', 'node'), os.path.join(BUILD, 'apache-node')
    os.makedirs(build, exist_ok=True)
    modules = os.path.join(build, 'node_modules')
    lock = os.path.join(build, 'package-lock.json')
    wanted = open(os.path.join(source, 'package-lock.json'), encoding='utf-8').read()
    if not (os.path.isdir(modules) and os.path.exists(lock) and open(lock, encoding='utf-8').read() == wanted):
        for name in ('package.json', 'package-lock.json'):
            shutil.copy(os.path.join(source, name), build)
        build_step('the Node peer', npm, 'ci', '--no-audit', '--no-fund', '--ignore-scripts', cwd=build)
    gen = generated('js:node,es6', os.path.join(build, 'gen'))
    return Peer('apache-node', [node, '--no-deprecation', os.path.join(source, 'peer.js')],
                {'INTEROP_GEN': gen, 'NODE_PATH': modules}, HEADERLESS, ('everything_nil',), apache=True)


APACHE = {'apache-cpp': apache_cpp, 'apache-python': apache_python, 'apache-node': apache_node}

_ports = set()
_ports_lock = threading.Lock()


def free_port():
    """A port that nobody listens on, below those that the kernel gives to clients, and that no other run here has got."""
    with _ports_lock:
        while True:
            port = random.randrange(20000, 30000)
            with socket.socket() as probe:
                try:
                    probe.bind(('127.0.0.1', port))
                except OSError:
                    continue
            if port not in _ports:
                _ports.add(port)
                return port


class Server:
    """A peer's server process. stop() gives its exit status and the last line that it printed."""
    def __init__(self, peer, flags, log):
        self.address = f'127.0.0.1:{free_port()}'
        command = [*peer.command, 'server', '--listen', self.address, *flags]
        self.log = open(log, 'a', encoding='utf-8')
        self.log.write(f'$ {" ".join(command)}\n')
        self.log.flush()
        self.process = subprocess.Popen(command, env=peer.env, stdout=subprocess.PIPE, stderr=self.log, text=True)
        said = self.process.stdout.readline().strip()
        if said != 'ready':
            self.process.kill()
            self.process.communicate()
            self.log.close()
            raise RuntimeError(f'{peer.name}: expected the server to print "ready", got "{said}"; see {log}')

    def wait(self):
        try:
            rest, _ = self.process.communicate(timeout=ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()
            self.log.close()
            return None, {}
        self.log.write(rest)
        self.log.close()
        lines = rest.strip().split('\n')
        try:
            return self.process.returncode, json.loads(lines[-1]).get('handled', {})
        except ValueError:
            return self.process.returncode, {}

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.wait()


def run_client(peer, address, transport, flags, log):
    """Runs a peer's client; gives its exit status and the objects that it printed."""
    command = [*peer.command, 'client', '--connect', address, '--transport', transport, *flags]
    with open(log, 'a', encoding='utf-8') as out:
        out.write(f'$ {" ".join(command)}\n')
        out.flush()
        try:
            done = subprocess.run(command, env=peer.env, stdout=subprocess.PIPE, stderr=out, text=True,
                                  timeout=CLIENT_ENDS_WITHIN, check=False)
            code, said = done.returncode, done.stdout
        except subprocess.TimeoutExpired as late:
            said = late.stdout or ''
            code, said = None, said if isinstance(said, str) else said.decode()
        out.write(said)
    lines = []
    for line in said.split('\n'):
        try:
            lines.append(json.loads(line))
        except ValueError:
            continue
    return code, [line for line in lines if isinstance(line, dict) and 'case' in line]
