// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The server: Framed and Buffered on one port, told apart by the first byte.
'use strict';

const net = require('net');
const path = require('path');
const types = require(path.join(process.env.INTEROP_GEN, 'interop_types'));
const { Interop, dial, thrift, transports } = require('./connection');

const notified = {};
const handled = {};
let running = 0;

function raise(kind) {
  if (kind === 1) throw new types.NotFound({ what: 'thing', code: 404 });
  if (kind === 2) throw new types.Denied({ reason: 'no' });
  if (kind === 3) throw new Error('handler failed');
  if (kind === 4) throw new Error('boom');
  // There are no business errors here; a result that is undefined is left out.
  return kind === 5 || kind === 6 ? undefined : 'fine';
}

function payload(data, size) {
  const answer = Buffer.alloc(size);
  if (data.length > 0) for (let i = 0; i < size; ++i) answer[i] = i + data[0];
  return answer;
}

async function hop(name, route, text) {
  if (route.length === 0) return text;
  const next = await dial(...route[0].split('@'));
  try {
    return `${name}>${await Promise.race([next.client.Hop(route.slice(1), text), next.gone])}`;
  } finally {
    next.close();
  }
}

const methods = (name) => ({
  Ping: (text) => text,
  EchoEverything: (value) => value,
  EchoOld: (value) => value,
  EchoNew: (value) => value,
  Join: (left, number, inner) => `${left}:${number}:${inner.name}:${inner.count}`,
  Nothing: () => undefined,
  Notify: (key) => { notified[key] = (notified[key] || 0) + 1; },
  Notified: (key) => notified[key] || 0,
  Raise: raise,
  Sleep: (millis) => new Promise((resolve) => setTimeout(() => resolve('slept'), millis)),
  Payload: payload,
  Meta: (_command) => ({ from: '', method: 'Meta' }),
  Hop: (route, text) => hop(name, route, text),
});

// The handler of generated code, which looks at the number of parameters: counts the calls that ended.
function counting(handlers) {
  const counted = {};
  for (const [method, handler] of Object.entries(handlers)) {
    counted[method] = async (...args) => {
      ++running;
      try {
        return await handler(...args);
      } finally {
        --running;
        handled[method] = (handled[method] || 0) + 1;
      }
    };
    Object.defineProperty(counted[method], 'length', { value: handler.length });
  }
  return counted;
}

function run(options) {
  const handler = counting(methods(options['--name']));
  const servers = {};
  for (const [name, transport] of Object.entries(transports)) {
    servers[name] = thrift.createServer(Interop, handler, { transport, protocol: thrift.TBinaryProtocol });
    servers[name].on('error', () => {});  // a caller that has gone
  }
  const sockets = new Set();
  const listener = net.createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    socket.once('data', (chunk) => {
      servers[chunk[0] & 0x80 ? 'buffered' : 'framed'].emit('connection', socket);
      socket.emit('data', chunk);
    });
  });
  listener.on('close', () => console.log(JSON.stringify({ handled })));
  const [host, port] = options['--listen'].split(':');
  listener.listen(Number(port), host, () => console.log('ready'));

  // Reads nothing more, answers what it has begun, and ends when the last connection is closed.
  const finish = () => {
    if (running > 0) setTimeout(finish, 5);
    else setImmediate(() => sockets.forEach((socket) => socket.destroySoon()));
  };
  process.on('SIGTERM', () => {
    listener.close();
    sockets.forEach((socket) => socket.pause());
    finish();
  });
}

module.exports = { run };
