// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// gRPC's interop cases. What each of them calls and expects: docs/interop.md.
'use strict';

const REQUESTS = [27182, 8, 1828, 45904];
const RESPONSES = [31415, 9, 2653, 58979];
const INITIAL = 'x-grpc-test-echo-initial';
const TRAILING = 'x-grpc-test-echo-trailing-bin';
const SPECIAL = '\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n';

const payload = (size) => ({ body: Buffer.alloc(size) });
const large = () => ({ response_size: 314159, payload: payload(271828) });
const asking = (request, response) => ({ response_parameters: [{ size: response }], payload: payload(request) });

function require_(holds, expected) {
  if (!holds) throw new Error(`expected ${expected}`);
}

// A call's messages, metadata and status, each to be awaited.
class Watched {
  constructor(call) {
    this.call = call;
    this.messages = [];
    this.waiting = [];
    this.headers = new Promise((done) => call.on('metadata', done));
    this.ended = new Promise((done) => call.on('status', done));
    call.on('data', (message) => {
      this.messages.push(message);
      this.waiting.splice(0).forEach((wake) => wake());
    });
    call.on('error', () => {});
  }

  async message(index) {
    while (this.messages.length <= index) await new Promise((wake) => this.waiting.push(wake));
    return this.messages[index];
  }

  async end(code, text) {
    const status = await this.ended;
    require_(status.code === code && (text === undefined || status.details === text),
      `status ${code} "${text}", got ${status.code} "${status.details}"`);
    return status;
  }
}

// A call with one answer: its error or value, headers and trailers.
function unary(begin) {
  return new Promise((done) => {
    let headers;
    let value;
    let failure;
    const call = begin((error, result) => { failure = error; value = result; });
    call.on('metadata', (metadata) => { headers = metadata; });
    call.on('status', (status) => setImmediate(() => done({ failure, value, headers, status })));
  });
}

function requireStatus(status, code, text) {
  require_(status.code === code && status.details === text, `status ${code} "${text}", got ${status.code} "${status.details}"`);
}

function requireMetadata(headers, trailers) {
  require_(headers.get(INITIAL)[0] === 'test_initial_metadata_value', 'the header that was sent');
  const [trailer] = trailers.get(TRAILING);
  require_(trailer && trailer.equals(Buffer.from([0xab, 0xab, 0xab])), 'the trailer that was sent');
}

function cases(grpc, testing, client) {
  const { status: codes } = grpc;
  const custom = () => {
    const metadata = new grpc.Metadata();
    metadata.set(INITIAL, 'test_initial_metadata_value');
    metadata.set(TRAILING, Buffer.from([0xab, 0xab, 0xab]));
    return metadata;
  };
  return {
    async empty_unary() {
      const { status } = await unary((done) => client.EmptyCall({}, done));
      require_(status.code === codes.OK, `OK, got ${status.code}`);
    },
    async large_unary() {
      const { failure, value } = await unary((done) => client.UnaryCall(large(), done));
      require_(!failure && value.payload.body.length === 314159, '314159 bytes');
    },
    async client_streaming() {
      const { failure, value } = await unary((done) => {
        const call = client.StreamingInputCall(done);
        REQUESTS.forEach((size) => call.write({ payload: payload(size) }));
        call.end();
        return call;
      });
      require_(!failure && value.aggregated_payload_size === 74922, 'the sum 74922');
    },
    async server_streaming() {
      const stream = new Watched(client.StreamingOutputCall({ response_parameters: RESPONSES.map((size) => ({ size })) }));
      await stream.end(codes.OK);
      const sizes = stream.messages.map((message) => message.payload.body.length);
      require_(String(sizes) === String(RESPONSES), `${RESPONSES}, got ${sizes}`);
    },
    async ping_pong() {
      const stream = new Watched(client.FullDuplexCall());
      for (let i = 0; i < REQUESTS.length; ++i) {
        stream.call.write(asking(REQUESTS[i], RESPONSES[i]));
        const message = await stream.message(i);
        require_(message.payload.body.length === RESPONSES[i], `${RESPONSES[i]} bytes`);
      }
      stream.call.end();
      await stream.end(codes.OK);
      require_(stream.messages.length === REQUESTS.length, 'four answers');
    },
    async empty_stream() {
      const stream = new Watched(client.FullDuplexCall());
      stream.call.end();
      await stream.end(codes.OK);
      require_(stream.messages.length === 0, 'no message');
    },
    async custom_metadata() {
      const { failure, headers, status } = await unary((done) => client.UnaryCall(large(), custom(), done));
      require_(!failure, 'an answer');
      requireMetadata(headers, status.metadata);
      const stream = new Watched(client.FullDuplexCall(custom()));
      stream.call.write(asking(271828, 314159));
      stream.call.end();
      requireMetadata(await stream.headers, (await stream.end(codes.OK)).metadata);
    },
    async status_code_and_message() {
      const response_status = { code: 2, message: 'test status message' };
      const { status } = await unary((done) => client.UnaryCall({ response_status }, done));
      requireStatus(status, 2, response_status.message);
      const stream = new Watched(client.FullDuplexCall());
      stream.call.write({ response_status });
      stream.call.end();
      await stream.end(2, response_status.message);
    },
    async special_status_message() {
      const response_status = { code: 2, message: SPECIAL };
      const { status } = await unary((done) => client.UnaryCall({ response_status }, done));
      requireStatus(status, 2, SPECIAL);
    },
    async unimplemented_method() {
      const { status } = await unary((done) => client.UnimplementedCall({}, done));
      require_(status.code === codes.UNIMPLEMENTED, `UNIMPLEMENTED, got ${status.code}`);
    },
    async unimplemented_service() {
      const other = new testing.UnimplementedService(client.getChannel().getTarget().replace(/^.*:(?=\d+\.)/, ''),
        grpc.credentials.createInsecure());
      const { status } = await unary((done) => other.UnimplementedCall({}, done));
      other.close();
      require_(status.code === codes.UNIMPLEMENTED, `UNIMPLEMENTED, got ${status.code}`);
    },
    async cancel_after_begin() {
      const { status } = await unary((done) => {
        const call = client.StreamingInputCall(done);
        call.cancel();
        return call;
      });
      require_(status.code === codes.CANCELLED, `CANCELLED, got ${status.code}`);
    },
    async cancel_after_first_response() {
      const stream = new Watched(client.FullDuplexCall());
      stream.call.write(asking(27182, 31415));
      await stream.message(0);
      stream.call.cancel();
      await stream.end(codes.CANCELLED);
    },
    async timeout_on_sleeping_server() {
      const stream = new Watched(client.FullDuplexCall({ deadline: Date.now() + 1 }));
      stream.call.write({ payload: payload(27182) });
      await stream.end(codes.DEADLINE_EXCEEDED);
    },
  };
}

exports.run = async (grpc, testing, address, names) => {
  let allOk = true;
  for (const name of names) {
    const client = new testing.TestService(address, grpc.credentials.createInsecure());
    const one = cases(grpc, testing, client)[name];
    let text = '';
    try {
      if (!one) throw new Error('there is no such case');
      await one();
    } catch (wrong) {
      text = wrong.message;
      allOk = false;
    }
    client.close();
    console.log(JSON.stringify({ case: name, ok: !text, text }));
  }
  process.exit(allOk ? 0 : 1);
};
