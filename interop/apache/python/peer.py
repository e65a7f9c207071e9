#!/usr/bin/python3
# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""The interop contract (docs/interop.md) on Apache Thrift's Python library. Generated code lies in $INTEROP_GEN."""
import argparse
import os
import sys

sys.path.insert(0, os.environ['INTEROP_GEN'])


def main():
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(dest='command', required=True)
    server = commands.add_parser('server')
    server.add_argument('--listen', required=True)
    client = commands.add_parser('client')
    client.add_argument('--connect', required=True)
    client.add_argument('--transport', required=True, choices=['buffered', 'framed'])
    which = client.add_mutually_exclusive_group(required=True)
    which.add_argument('--all', action='store_true')
    which.add_argument('--case', default='')
    client.add_argument('--hops', default='')
    client.add_argument('--server-pid', type=int, default=0)
    for command in (server, client):
        command.add_argument('--name', default='interop')
        # What this library does not have.
        for name in ('--meta', '--crc', '--otlp', '--ratio'):
            command.add_argument(name)
    options = parser.parse_args()
    if options.command == 'server':
        from server import run
    else:
        from client import run
    return run(options)


if __name__ == '__main__':
    sys.exit(main())
