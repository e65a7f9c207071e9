// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Three places where the library says something else than the contract, so that the rest of it can be held to it.
'use strict';

const thrift = require('thrift');
const binary = require('thrift/lib/nodejs/lib/thrift/binary');
const { TApplicationException, TApplicationExceptionType } = thrift.Thrift;

// It writes an exception's `code`, which it never sets, so that a server's exceptions have no type. To what a handler fails
// with generated code gives type 0 (UNKNOWN), where the contract says 6.
Object.defineProperty(TApplicationException.prototype, 'code', {
  get() { return this.type || TApplicationExceptionType.INTERNAL_ERROR; },
});

// It writes -0 as 0.
binary.writeDouble = (buffer, value) => {
  buffer.writeDoubleBE(value);
  return buffer;
};
