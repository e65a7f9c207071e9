// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The contract's cases, as a client of Apache Thrift can have them: functions that return {ok, got, error}.
'use strict';

const path = require('path');
const { isDeepStrictEqual } = require('util');
const Int64 = require('node-int64');
const types = require(path.join(process.env.INTEROP_GEN, 'interop_types'));
const { Pool, TransportError, thrift } = require('./connection');
const { TApplicationException } = thrift.Thrift;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const inner = (name) => new types.Inner({ name });

// The library leaves out what is null, and the contract wants what is not optional to be there.
const onlyMust = (fields = {}) => new types.Everything({
  b: false, y: 0, s: 0, i: 0, l: 0, d: 0, str: '', bin: Buffer.alloc(0), colour: 0, ints: [], words: [], inners: {},
  inner: inner(''), nested: [], must: 'M', at: 0, colours: [], by_colour: {}, ...fields,
});
const allFields = () => new types.Everything({
  b: true, y: -8, s: -30000, i: 2000000000, l: new Int64(Buffer.from('831993af1d7c0000', 'hex')), d: 3.5, str: 'häÿ世界🙂',
  bin: Buffer.from([0, 255, 128]), colour: types.Colour.BLUE, ints: [1, -2, 3], words: ['a', 'b'],
  inners: { k: new types.Inner({ name: 'x', count: 1, tags: ['t'] }) }, inner: inner('y'), nested: [[{ 1: 'one' }], []],
  maybe: 'm', must: 'M', at: 1700000000, choice: new types.Choice({ number: 5 }), with_default: 1, with_text: 'w',
  colours: [types.Colour.RED, types.Colour.GREEN], by_colour: { [types.Colour.RED]: [inner('z')] }, maybe_double: 0,
  maybe_bool: false, maybe_binary: Buffer.alloc(0),
});
const extremeValues = () => [
  onlyMust({ y: -128, s: -32768, i: -2147483648, l: new Int64('8000000000000000'), d: NaN, must: '' }),
  onlyMust({ y: 127, s: 32767, i: 2147483647, l: new Int64('7fffffffffffffff'), at: new Int64('7fffffffffffffff'),
    d: Infinity, str: '0123456789'.repeat(7000), ints: [...Array(1000).keys()], bin: Buffer.from([...Array(256).keys()]) }),
  onlyMust({ d: -Infinity, str: '🙂🧑‍🚀' }),
  onlyMust({ d: -0 }),
];

// Values to compare: numbers of 64 bits by their bytes, sets in order.
function plain(value) {
  if (value instanceof Int64) return value.toOctetString();
  if (value === null || typeof value !== 'object' || Buffer.isBuffer(value)) return value;
  if (Array.isArray(value)) return value.map(plain);
  const copy = {};
  for (const [key, item] of Object.entries(value)) {
    if (['l', 'at', 'number'].includes(key) && typeof item === 'number') copy[key] = new Int64(item).toOctetString();
    else copy[key] = key === 'words' && item ? [...item].sort() : plain(item);
  }
  return copy;
}

function describe(error) {
  if (error instanceof TApplicationException) return { kind: 'application', code: error.type, text: error.message };
  if (error instanceof types.NotFound || error instanceof types.Denied)
    return { kind: 'exception', code: 0, text: error.name };
  if (error instanceof TransportError) return { kind: error.kind, code: 0, text: error.message };
  return { kind: 'other', code: 0, text: String(error) };
}

const ask = (pool, method, ...args) => pool.call((client) => client[method](...args));
const ping = (pool, text) => ask(pool, 'Ping', text);
const same = (got, expected) => ({ ok: isDeepStrictEqual(got, expected), got });

async function echo(pool, value, method = 'EchoEverything') {
  return { ok: isDeepStrictEqual(plain(await ask(pool, method, value)), plain(value)) };
}

async function extremes(pool) {
  for (const value of extremeValues()) if (!(await echo(pool, value)).ok) return { ok: false };
  return { ok: true, got: 'NaN +Inf -Inf -0' };
}

// Calls of `from` go out as calls of `to`.
function renamed(client, from, to) {
  client.pClass = class extends thrift.TBinaryProtocol {
    writeMessageBegin(name, type, sequence) {
      super.writeMessageBegin(name === from ? to : name, type, sequence);
    }
  };
  return client;
}

async function unknownFields(pool) {
  const value = new types.New({ a: 1, b: 'b', c: { k: [inner('x')] }, d: [1, 2], e: new types.Choice({ text: 'text' }) });
  const got = await pool.call((client) => renamed(client, 'EchoNew', 'EchoOld').EchoNew(value));
  return same({ ...got }, { a: 1 });
}

async function oneway(pool) {
  const key = 'k' + Math.random().toString(16).slice(2, 10);
  // The promise of a oneway call is never kept.
  for (let k = 0; k < 3; ++k) await pool.call(async (client) => { client.Notify(key); });
  let got = 0;
  for (const end = Date.now() + 1000; got !== 3 && Date.now() < end; await pause(5)) got = await ask(pool, 'Notified', key);
  return same(got, 3);
}

async function declared(pool, kind, type, fields) {
  try {
    return { ok: false, got: await ask(pool, 'Raise', kind) };
  } catch (error) {
    const got = {};
    for (const key of Object.keys(fields)) got[key] = error[key];
    return { ok: error instanceof type && isDeepStrictEqual(got, fields), got, error: describe(error) };
  }
}

// The library's clients fail at a result with nothing in it, where others see ''.
async function emptyResult(pool, kind) {
  try {
    return same(await ask(pool, 'Raise', kind), '');
  } catch (error) {
    return { ok: error === 'Raise failed: unknown result', got: '' };
  }
}

async function fails(pool, kind, part) {
  try {
    return { ok: false, got: await ask(pool, 'Raise', kind) };
  } catch (failure) {
    const error = describe(failure);
    return { ok: error.kind === 'application' && error.code === 6 && error.text.includes(part), error };
  }
}

async function unknown(pool) {
  try {
    await pool.call((client) => {
      client.recv_NoSuchMethod = client.recv_Ping;
      return renamed(client, 'Ping', 'NoSuchMethod').Ping('hi');
    });
    return { ok: false };
  } catch (failure) {
    const error = describe(failure);
    return { ok: error.kind === 'application' && [1, 20].includes(error.code), got: '', error };
  }
}

// Sleep(500) that ends before the answer could come. The client works: at once, and after the late answer.
async function endedEarly(pool, limit) {
  const begin = Date.now();
  let error = null;
  await pool.call((client) => client.Sleep(500), limit).catch((failure) => { error = describe(failure); });
  const after = Date.now() - begin;
  let ok = error !== null && error.kind === limit.kind && after < 500 && await ping(pool, 'at once') === 'at once';
  await pause(Math.max(0, begin + 600 - Date.now()));
  ok = await ping(pool, 'later') === 'later' && ok;
  return { ok, got: { after_ms: after }, error };
}

async function payload(pool, size) {
  const data = Buffer.alloc(size, 'x');
  const got = await ask(pool, 'Payload', data, size);
  let ok = got.length === size;
  for (let i = 0; ok && i < size; ++i) ok = got[i] === ((i + data[0]) & 255);
  return { ok, got: { bytes: got.length } };
}

async function meta(pool, command) {
  const got = await ask(pool, 'Meta', command);
  return { ok: isDeepStrictEqual({ ...got }, { from: '', method: 'Meta' }), got: command ? '' : got };
}

async function hop2(pool, options) {
  const hops = options['--hops'] ? options['--hops'].split(',') : [pool.address];
  const route = [0, 1].map((k) => `${pool.transport}@${hops[k % hops.length]}`);
  const got = [];
  for (let k = 0; k <= 2; ++k) got.push(await ask(pool, 'Hop', route.slice(0, k), 'hi'));
  return same(got, ['hi', 'interop>hi', 'interop>interop>hi']);
}

async function oneOfMany(pool, caller, k) {
  const text = `${caller}.${k}`;
  switch (k % 5) {
    case 0: return await ping(pool, text) === text;
    case 1: return await ask(pool, 'Join', text, k, inner('n')) === `${text}:${k}:n:7`;
    case 2: return (await ask(pool, 'Payload', Buffer.from(text), 1000 + k)).length === 1000 + k;
    case 3: return (await echo(pool, new types.New({ a: caller, b: text }), 'EchoNew')).ok;
    default: return (await declared(pool, 1, types.NotFound, { what: 'thing', code: 404 })).ok;
  }
}

async function many(pool) {
  let right = 0;
  await Promise.all([...Array(50).keys()].map(async (caller) => {
    for (let k = 0; k < 40; ++k) if (await oneOfMany(pool, caller, k)) ++right;
  }));
  return { ok: right === 2000, got: { right } };
}

async function slowAndFast(pool) {
  let ended = false;
  const slow = ask(pool, 'Sleep', 2000).finally(() => { ended = true; });
  let right = true;
  for (let k = 0; k < 100; ++k) right = await ping(pool, String(k)) === String(k) && right;
  const first = !ended;
  return { ok: right && first && await slow === 'slept', got: { first } };
}

async function idleReuse(pool) {
  let ok = await ping(pool, 'a') === 'a';
  const before = pool.dialled;
  await pause(1500);
  ok = await ping(pool, 'b') === 'b' && ok && pool.dialled === before;
  return { ok, got: { reused: pool.dialled === before } };
}

async function serverStops(pool, options) {
  let slept = 0;
  const callers = [...Array(20)].map(async () => {
    try {
      for (;;) {
        if (await ask(pool, 'Sleep', 50) === 'slept') ++slept;
        await ping(pool, 'x');
      }
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
    }
  });
  await pause(300);
  process.kill(Number(options['--server-pid']), 'SIGTERM');
  await Promise.all(callers);
  const error = await ping(pool, 'late').then(() => null, describe);
  return { ok: error !== null && error.kind === 'connection' && slept > 0, got: { answered: { Sleep: slept } }, error };
}

const cases = {
  ping: async (pool) => same(await ping(pool, 'hi'), 'hi'),
  everything: (pool) => echo(pool, allFields()),
  everything_empty: (pool) => echo(pool, onlyMust()),
  extremes,
  optional_absent: (pool) => echo(pool, onlyMust()),
  optional_zero: (pool) =>
    echo(pool, onlyMust({ maybe: '', maybe_double: 0, maybe_bool: false, maybe_binary: Buffer.alloc(0) })),
  unknown_fields: unknownFields,
  union_text: (pool) => echo(pool, new types.New({ a: 2, e: new types.Choice({ text: 'text' }) }), 'EchoNew'),
  union_inner: (pool) => echo(pool, new types.New({ a: 2, e: new types.Choice({ inner: inner('arm') }) }), 'EchoNew'),
  join: async (pool) => same(await ask(pool, 'Join', 'a', 9, inner('n')), 'a:9:n:7'),
  nothing: async (pool) => same(await ask(pool, 'Nothing'), undefined),
  oneway,
  not_found: (pool) => declared(pool, 1, types.NotFound, { what: 'thing', code: 404 }),
  denied: (pool) => declared(pool, 2, types.Denied, { reason: 'no' }),
  raise_fine: async (pool) => same(await ask(pool, 'Raise', 7), 'fine'),
  raise_nothing: (pool) => emptyResult(pool, 6),
  handler_error: (pool) => fails(pool, 3, 'handler failed'),
  panic: (pool) => fails(pool, 4, 'boom'),
  biz_error_no_meta: (pool) => emptyResult(pool, 5),
  unknown_method: unknown,
  unknown_service: unknown,  // no service name travels
  wrong_service: async (pool) => same(await ping(pool, 'hi'), 'hi'),
  timeout: (pool) => endedEarly(pool, { ms: 100, kind: 'timeout' }),
  cancel: (pool) => endedEarly(pool, { ms: 50, kind: 'cancelled' }),
  payload_64k: (pool) => payload(pool, 64 << 10),
  payload_1m: (pool) => payload(pool, 1 << 20),
  payload_16m: (pool) => payload(pool, 16 << 20),
  meta: (pool) => meta(pool, ''),
  meta_backward: (pool) => meta(pool, 'backward'),
  hop2,
  many,
  slow_and_fast: slowAndFast,
  idle_reuse: idleReuse,
  server_stops: serverStops,
};

async function runCase(name, options) {
  if (!cases[name]) return { case: name, ok: true, skipped: 'Apache Thrift has no such thing' };
  const begin = Date.now();
  const pool = new Pool(options['--transport'], options['--connect']);
  const outcome = await cases[name](pool, options).catch((failure) => ({ ok: false, error: describe(failure) }));
  pool.close();
  const line = { case: name, ok: outcome.ok };
  if (outcome.got !== undefined) line.got = outcome.got;
  if (outcome.error) line.error = outcome.error;
  return { ...line, ms: Date.now() - begin };
}

async function run(options) {
  const all = Object.keys(cases).filter((name) => name !== 'server_stops' || options['--server-pid']);
  let ok = true;
  for (const name of options['--all'] ? all : options['--case'].split(',')) {
    const line = await runCase(name, options);
    console.log(JSON.stringify(line));
    ok = ok && line.ok;
  }
  process.exitCode = ok ? 0 : 1;
}

module.exports = { run };
