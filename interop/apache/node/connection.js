// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A connection over Framed or Buffered, and a pool of them with one call at a time on each: the servers of Apache Thrift
// answer a connection's calls in turn.
'use strict';

const path = require('path');
const thrift = require('thrift');
require('./library_fixes');
const Interop = require(path.join(process.env.INTEROP_GEN, 'Interop'));

const transports = { framed: thrift.TFramedTransport, buffered: thrift.TBufferedTransport };

class TransportError extends Error {
  constructor(kind, text) {
    super(text);
    this.kind = kind;
  }
}

function dial(transport, address) {
  const [host, port] = address.split(':');
  const connection = thrift.createConnection(host, Number(port), {
    transport: transports[transport], protocol: thrift.TBinaryProtocol, connect_timeout: 1000,
  });
  // The library leaves calls hanging when their connection goes.
  const gone = new Promise((_, reject) => {
    connection.on('error', (error) => reject(error.code ? new TransportError('connection', error.message) : error));
    connection.on('close', () => reject(new TransportError('connection', 'closed by the peer')));
  });
  gone.catch(() => {});
  const ready = new Promise((resolve) => connection.on('connect', () => {
    resolve({ client: thrift.createClient(Interop, connection), gone, close: () => connection.destroy() });
  }));
  return Promise.race([ready, gone]);
}

class Pool {
  constructor(transport, address) {
    Object.assign(this, { transport, address, idle: [], dialled: 0 });
  }

  // work(client); the connection is used again unless the call failed below the level of messages. limit is a time in ms
  // and the kind of failure when it has passed.
  async call(work, limit) {
    if (this.idle.length === 0) ++this.dialled;
    const connection = this.idle.pop() || await dial(this.transport, this.address);
    let timer;
    const late = new Promise((_, reject) => {
      if (limit) timer = setTimeout(() => reject(new TransportError(limit.kind, `after ${limit.ms} ms`)), limit.ms);
    });
    try {
      const result = await Promise.race([work(connection.client), connection.gone, late]);
      this.idle.push(connection);
      return result;
    } catch (error) {
      if (error instanceof TransportError) connection.close();
      else this.idle.push(connection);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  close() {
    for (const connection of this.idle) connection.close();
  }
}

module.exports = { Interop, Pool, TransportError, dial, thrift, transports };
