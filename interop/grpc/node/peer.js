// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// gRPC's interop service and its cases on grpc-js, gRPC's library for Node.
'use strict';

const path = require('path');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const proto = loader.loadSync(path.join(__dirname, '..', 'testing.proto'), { keepCase: true, defaults: true });
const testing = grpc.loadPackageDefinition(proto).grpc.testing;
const [command, address, ...names] = process.argv.slice(2);

if (command === 'server' && address && names.length === 0) {
  require('./server').run(grpc, testing, address);
} else if (command === 'client' && names.length > 0) {
  require('./cases').run(grpc, testing, address, names);
} else {
  console.error('expected: server HOST:PORT | client HOST:PORT CASE...');
  process.exit(2);
}
