// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
'use strict';

const INITIAL = 'x-grpc-test-echo-initial';
const TRAILING = 'x-grpc-test-echo-trailing-bin';

const answer = (size) => ({ payload: { body: Buffer.alloc(size) } });
const wait = (us) => new Promise((done) => (us > 0 ? setTimeout(done, us / 1000) : done()));

exports.run = (grpc, testing, address) => {
  // Sends the header that was asked for; gives the trailers.
  const echo = (call) => {
    const [header] = call.metadata.get(INITIAL);
    const [trailer] = call.metadata.get(TRAILING);
    const headers = new grpc.Metadata();
    const trailers = new grpc.Metadata();
    if (trailer) trailers.set(TRAILING, trailer);
    if (header) {
      headers.set(INITIAL, header);
      call.sendMetadata(headers);
    }
    return trailers;
  };
  const failure = (request, trailers) =>
    request.response_status && request.response_status.code
      ? { code: request.response_status.code, details: request.response_status.message, metadata: trailers } : null;

  const service = {
    EmptyCall: (call, reply) => reply(null, {}),
    UnaryCall: (call, reply) => {
      const trailers = echo(call);
      reply(failure(call.request, trailers), answer(call.request.response_size), trailers);
    },
    StreamingOutputCall: async (call) => {
      for (const wanted of call.request.response_parameters) {
        await wait(wanted.interval_us);
        call.write(answer(wanted.size));
      }
      call.end();
    },
    StreamingInputCall: (call, reply) => {
      let sum = 0;
      call.on('data', (request) => { sum += request.payload.body.length; });
      call.on('end', () => reply(null, { aggregated_payload_size: sum }));
    },
    FullDuplexCall: (call) => {
      const trailers = echo(call);
      let before = Promise.resolve();
      call.on('data', (request) => {
        before = before.then(async () => {
          const failed = failure(request, trailers);
          if (failed) {
            call.emit('error', failed);
            return;
          }
          for (const wanted of request.response_parameters) {
            await wait(wanted.interval_us);
            call.write(answer(wanted.size));
          }
        });
      });
      call.on('end', () => before.then(() => call.end(trailers)));
    },
  };
  const server = new grpc.Server();
  server.addService(testing.TestService.service, service);
  server.bindAsync(address, grpc.ServerCredentials.createInsecure(), (error) => {
    if (error) throw error;
    console.log('ready');
  });
  process.on('SIGTERM', () => {
    server.forceShutdown();
    process.exit(0);
  });
};
