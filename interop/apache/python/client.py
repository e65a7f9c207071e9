# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""The contract's cases, as a client of Apache Thrift can have them: functions that return (ok, got, error)."""
import json
import math
import os
import signal
import socket
import sys
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

from interop import Base, Interop
from interop.ttypes import Choice, Colour, Denied, Everything, Inner, New, NotFound, Old
from thrift.Thrift import TApplicationException, TException, TMessageType
from thrift.transport.TTransport import TTransportException

from connection import Pool


def only_must(**fields):
    """This library leaves out what is None, and the contract wants what is not optional to be there."""
    values = dict(b=False, y=0, s=0, i=0, l=0, d=0.0, str='', bin=b'', colour=0, ints=[], words=set(), inners={},
                  inner=Inner(''), nested=[], must='M', at=0, colours=[], by_colour={})
    return Everything(**{**values, **fields})


ALL_FIELDS = Everything(
    b=True, y=-8, s=-30000, i=2000000000, l=-9000000000000000000, d=3.5, str='häÿ世界🙂', bin=b'\x00\xff\x80',
    colour=Colour.BLUE, ints=[1, -2, 3], words={'a', 'b'}, inners={'k': Inner('x', 1, ['t'])}, inner=Inner('y'),
    nested=[[{1: 'one'}], []], maybe='m', must='M', at=1700000000, choice=Choice(number=5), with_default=1, with_text='w',
    colours=[Colour.RED, Colour.GREEN], by_colour={Colour.RED: [Inner('z')]}, maybe_double=0.0, maybe_bool=False,
    maybe_binary=b'')

EXTREMES = [
    only_must(y=-2**7, s=-2**15, i=-2**31, l=-2**63, d=math.nan, must=''),
    only_must(y=2**7 - 1, s=2**15 - 1, i=2**31 - 1, l=2**63 - 1, at=2**63 - 1, d=math.inf, str='0123456789' * 7000,
              ints=list(range(1000)), bin=bytes(range(256))),
    only_must(d=-math.inf, str='🙂🧑‍🚀'),
    only_must(d=-0.0)]


def describe(error):
    if isinstance(error, (NotFound, Denied)):
        return {'kind': 'exception', 'code': 0, 'text': str(error)}
    if isinstance(error, TApplicationException):
        return {'kind': 'application', 'code': error.type, 'text': str(error.message)}
    if isinstance(error, TTransportException):
        late = isinstance(error.inner, socket.timeout)
        return {'kind': 'timeout' if late else 'connection', 'code': 0, 'text': str(error)}
    return {'kind': 'connection' if isinstance(error, OSError) else 'other', 'code': 0, 'text': repr(error)}


def same(got, expected):
    return got == expected, got, None


def echo(pool, value):
    return pool.EchoEverything(value) == value, None, None


def extremes(pool, _):
    for value in EXTREMES:
        got = pool.EchoEverything(value)
        # NaN equals nothing, and 0 equals -0.
        if repr(got.d) != repr(value.d):
            return False, repr(got.d), None
        got.d = value.d
        if got != value:
            return False, None, None
    return True, 'NaN +Inf -Inf -0', None


def ask_as(connection, method, args):
    """Sends args, whatever they are, as a call of method."""
    protocol = connection.protocol
    protocol.writeMessageBegin(method, TMessageType.CALL, 1)
    args.write(protocol)
    protocol.writeMessageEnd()
    protocol.trans.flush()


def unknown_fields(pool, _):
    new = New(1, 'b', {'k': [Inner('x')]}, {1, 2}, Choice(text='text'))

    def work(connection):
        ask_as(connection, 'EchoOld', Interop.EchoNew_args(new))
        return connection.client.recv_EchoOld()
    got = pool.call(work)
    return got == Old(1), {'a': got.a}, None


def union(pool, choice):
    value = New(a=2, e=choice)
    return pool.EchoNew(value) == value, None, None


def oneway(pool, _):
    key, got, end = 'k' + uuid.uuid4().hex[:8], 0, time.monotonic() + 1
    for _ in range(3):
        pool.Notify(key)
    while got != 3 and time.monotonic() < end:
        got = pool.Notified(key)
        time.sleep(0.005)
    return same(got, 3)


def declared(pool, kind, expected):
    try:
        return False, pool.Raise(kind), None
    except (NotFound, Denied) as error:
        return error == expected, {key: value for key, value in vars(error).items() if value is not None}, describe(error)


def empty_result(pool, kind):
    """This library's clients have an exception for a result with nothing in it, where others see ""."""
    try:
        return same(pool.Raise(kind), '')
    except TApplicationException as error:
        return error.type == TApplicationException.MISSING_RESULT, '', None


def fails(pool, kind, part):
    try:
        return False, pool.Raise(kind), None
    except TException as error:
        said = describe(error)
        return said['kind'] == 'application' and said['code'] == 6 and part in said['text'], None, said


def unknown(pool, _):
    def work(connection):
        ask_as(connection, 'NoSuchMethod', Base.Ping_args('hi'))
        protocol = connection.protocol
        _, kind, _ = protocol.readMessageBegin()
        error = TApplicationException()
        error.read(protocol)
        protocol.readMessageEnd()
        return kind, error
    kind, error = pool.call(work)
    return kind == TMessageType.EXCEPTION and error.type in (1, 20), '', describe(error)


def ended_early(pool, error, kind, begin):
    """The call ended before the answer could come, and the client works: at once, and after the late answer."""
    after = int((time.monotonic() - begin) * 1000)
    ok = error and error['kind'] == kind and after < 500 and pool.Ping('at once') == 'at once'
    time.sleep(max(0, begin + 0.6 - time.monotonic()))
    return bool(ok) and pool.Ping('later') == 'later', {'after_ms': after}, error


def timeout(pool, _):
    begin, error = time.monotonic(), None
    try:
        pool.call(lambda connection: connection.client.Sleep(500), timeout_ms=100)
    except TTransportException as failure:
        error = describe(failure)
    return ended_early(pool, error, 'timeout', begin)


def cancel(pool, _):
    """The library has no way to cancel but to take the connection away."""
    begin, error = time.monotonic(), None

    def work(connection):
        threading.Timer(0.05, connection.socket.handle.shutdown, [socket.SHUT_RDWR]).start()
        return connection.client.Sleep(500)
    try:
        pool.call(work)
    except TTransportException as failure:
        error = {**describe(failure), 'kind': 'cancelled'}
    return ended_early(pool, error, 'cancelled', begin)


def payload(pool, size):
    data = b'x' * size
    got = pool.Payload(data, size)
    block = bytes((i + data[0]) % 256 for i in range(256))
    return got == (block * (size // 256 + 1))[:size], {'bytes': len(got)}, None


def meta(pool, command):
    got = pool.Meta(command)
    return got == {'from': '', 'method': 'Meta'}, '' if command else got, None


def hop2(pool, options):
    addresses = options.hops.split(',') if options.hops else [options.connect]
    route = [f'{options.transport}@{addresses[k % len(addresses)]}' for k in range(2)]
    return same([pool.Hop(route[:k], 'hi') for k in range(3)], ['hi', 'interop>hi', 'interop>interop>hi'])


def one_of_many(pool, caller, k):
    text = f'{caller}.{k}'
    kind = k % 5
    if kind == 0:
        return pool.Ping(text) == text
    if kind == 1:
        return pool.Join(text, k, Inner('n')) == f'{text}:{k}:n:7'
    if kind == 2:
        return len(pool.Payload(text.encode(), 1000 + k)) == 1000 + k
    if kind == 3:
        return pool.EchoNew(New(caller, text)) == New(caller, text)
    return declared(pool, 1, NotFound('thing', 404))[0]


def many(pool, _):
    with ThreadPoolExecutor(50) as callers:
        work = lambda caller: sum(one_of_many(pool, caller, k) for k in range(40))
        right = sum(callers.map(work, range(50)))
    return right == 2000, {'right': right}, None


def slow_and_fast(pool, _):
    with ThreadPoolExecutor(1) as other:
        slow = other.submit(pool.Sleep, 2000)
        right = all([pool.Ping(str(k)) == str(k) for k in range(100)])
        first = not slow.done()
        return right and first and slow.result() == 'slept', {'first': first}, None


def idle_reuse(pool, _):
    ok = pool.Ping('a') == 'a'
    before = pool.dialled
    time.sleep(1.5)
    ok = pool.Ping('b') == 'b' and ok and pool.dialled == before
    return ok, {'reused': pool.dialled == before}, None


def server_stops(pool, options):
    def work(_):
        slept = 0
        try:
            while True:
                slept += pool.Sleep(50) == 'slept'
                pool.Ping('x')
        except (TTransportException, OSError):
            return slept
    with ThreadPoolExecutor(20) as callers:
        counts = callers.map(work, range(20))
        time.sleep(0.3)
        os.kill(options.server_pid, signal.SIGTERM)
        slept = sum(counts)
    try:
        pool.Ping('late')
        return False, None, None
    except (TTransportException, OSError) as error:
        said = describe(error)
        return said['kind'] == 'connection' and slept > 0, {'answered': {'Sleep': slept}}, said


CASES = {
    'ping': lambda p, o: same(p.Ping('hi'), 'hi'),
    'everything': lambda p, o: echo(p, ALL_FIELDS),
    'everything_empty': lambda p, o: echo(p, only_must()),
    'extremes': extremes,
    'optional_absent': lambda p, o: echo(p, only_must()),
    'optional_zero': lambda p, o: echo(p, only_must(maybe='', maybe_double=0.0, maybe_bool=False, maybe_binary=b'')),
    'unknown_fields': unknown_fields,
    'union_text': lambda p, o: union(p, Choice(text='text')),
    'union_inner': lambda p, o: union(p, Choice(inner=Inner('arm'))),
    'join': lambda p, o: same(p.Join('a', 9, Inner('n')), 'a:9:n:7'),
    'nothing': lambda p, o: same(p.Nothing(), None),
    'oneway': oneway,
    'not_found': lambda p, o: declared(p, 1, NotFound('thing', 404)),
    'denied': lambda p, o: declared(p, 2, Denied('no')),
    'raise_fine': lambda p, o: same(p.Raise(7), 'fine'),
    'raise_nothing': lambda p, o: empty_result(p, 6),
    'handler_error': lambda p, o: fails(p, 3, 'handler failed'),
    'panic': lambda p, o: fails(p, 4, 'boom'),
    'biz_error_no_meta': lambda p, o: empty_result(p, 5),
    'unknown_method': unknown,
    'unknown_service': unknown,  # no service name travels
    'wrong_service': lambda p, o: same(p.Ping('hi'), 'hi'),
    'timeout': timeout,
    'cancel': cancel,
    'payload_64k': lambda p, o: payload(p, 64 << 10),
    'payload_1m': lambda p, o: payload(p, 1 << 20),
    'payload_16m': lambda p, o: payload(p, 16 << 20),
    'meta': lambda p, o: meta(p, ''),
    'meta_backward': lambda p, o: meta(p, 'backward'),
    'hop2': hop2,
    'many': many,
    'slow_and_fast': slow_and_fast,
    'idle_reuse': idle_reuse,
    'server_stops': server_stops,
}


def run(options):
    names = options.case.split(',') if not options.all else [
        name for name in CASES if name != 'server_stops' or options.server_pid]
    all_ok = True
    for name in names:
        begin = time.monotonic()
        if name not in CASES:
            line = {'case': name, 'ok': True, 'skipped': 'Apache Thrift has no such thing'}
        else:
            try:
                ok, got, error = CASES[name](Pool(options.transport, options.connect), options)
            except (TException, OSError, AssertionError) as failure:
                ok, got, error = False, None, describe(failure)
            line = {'case': name, 'ok': bool(ok)}
            line.update({key: value for key, value in (('got', got), ('error', error)) if value is not None})
        line['ms'] = int((time.monotonic() - begin) * 1000)
        print(json.dumps(line, ensure_ascii=False), flush=True)
        all_ok = all_ok and line['ok']
    sys.stdout.flush()
    return 0 if all_ok else 1
