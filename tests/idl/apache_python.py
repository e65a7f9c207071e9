#!/usr/bin/python3
# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""apache_python.py FOLDER MODULE: reads lines of a type's name and bytes in hex, and writes each again as Apache
Thrift's Python library writes the object that it read. FOLDER has the code that Apache's compiler made, MODULE is its
namespace. Then comes a line for each type with an object that nobody has set, unless a required field forbids it."""
import importlib
import inspect
import sys

from thrift.protocol.TBinaryProtocol import TBinaryProtocol
from thrift.protocol.TProtocol import TProtocolException
from thrift.transport.TTransport import TMemoryBuffer


def decode(kind, data):
    transport = TMemoryBuffer(data)
    protocol = TBinaryProtocol(transport)
    if inspect.ismethod(kind.read):  # of what cannot be changed: exceptions, and what can be hashed
        value = kind.read(protocol)
    else:
        value = kind()
        value.read(protocol)
    if transport.cstringio_buf.tell() != len(data):
        sys.exit(f'{kind.__name__}: {data.hex()}: not all of it was read')
    return value


def encode(value):
    transport = TMemoryBuffer()
    value.write(TBinaryProtocol(transport))
    return transport.getvalue()


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.path.insert(0, sys.argv[1])
    types = importlib.import_module(sys.argv[2] + '.ttypes')
    names = {}
    for line in sys.stdin:
        name, data = line.split()
        names[name] = True
        print(name, encode(decode(getattr(types, name), bytes.fromhex(data))).hex())
    for name in names:
        value = getattr(types, name)()
        try:
            value.validate()
        except TProtocolException:
            continue
        print(name, encode(value).hex())


if __name__ == '__main__':
    main()
