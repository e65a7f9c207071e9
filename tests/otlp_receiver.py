#!/usr/bin/python3
# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""An OTLP/HTTP collector for tests, whose reading of our bytes is OpenTelemetry's own.

It listens on 127.0.0.1 and prints `port N`, then one JSON line a request:
{"path", "headers", "answer", "request"}, where `request` is the ExportTraceServiceRequest as
python3-opentelemetry-proto decodes it, ids in hex. It ends when its standard input does.

The arguments say how requests are answered, one after the other; the last one counts for all that follow:
  ok             200 and an empty response
  status:N       N without a body
  status:N:V     N with Retry-After: V (date+N: a date N seconds from now)
  partial:N:TEXT 200, N spans rejected
  garbage        200 and a body that is no Protobuf
  endless        200 and a body without an end
  hang           nothing, until the client goes
  slow           one byte every 100 ms, without an end
  close          the connection is closed without an answer

Exit code 77: OpenTelemetry's package is not installed.
"""

import base64
import gzip
import http.server
import json
import sys
import threading
import time
from email.utils import formatdate

try:
    from google.protobuf import json_format
    from opentelemetry.proto.collector.trace.v1 import trace_service_pb2
except ImportError as missing:
    print(f"skip: {missing}: install python3-opentelemetry-proto", flush=True)
    sys.exit(77)

ID_FIELDS = ("traceId", "spanId", "parentSpanId")
script = sys.argv[1:] or ["ok"]
served = 0
lock = threading.Lock()


def with_hex_ids(value):
    """Protobuf's JSON has bytes in base64; ids are read more easily as everybody writes them."""
    if isinstance(value, list):
        return [with_hex_ids(v) for v in value]
    if not isinstance(value, dict):
        return value
    return {k: base64.b64decode(v).hex() if k in ID_FIELDS else with_hex_ids(v) for k, v in value.items()}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_POST(self):
        global served
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        with lock:
            answer = script[min(served, len(script) - 1)]
            served += 1
        self.report(body, answer)
        name, *words = answer.split(":", 2)
        getattr(self, "answer_" + name)(*words)

    def report(self, body, answer):
        if self.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        request = trace_service_pb2.ExportTraceServiceRequest()
        line = {"path": self.path, "headers": {k.lower(): v for k, v in self.headers.items()}, "answer": answer}
        try:
            request.ParseFromString(body)
            line["request"] = with_hex_ids(json_format.MessageToDict(request))
        except Exception as error:
            line["error"] = str(error)
        with lock:
            print(json.dumps(line), flush=True)

    def send(self, status, body=b"", headers=()):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Type", "application/x-protobuf")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def answer_ok(self):
        self.send(200)

    def answer_status(self, status, retry_after=None):
        if retry_after and retry_after.startswith("date+"):
            retry_after = formatdate(time.time() + int(retry_after[5:]), usegmt=True)
        self.send(int(status), headers=[("Retry-After", retry_after)] if retry_after else ())

    def answer_partial(self, rejected, text=""):
        response = trace_service_pb2.ExportTraceServiceResponse()
        response.partial_success.rejected_spans = int(rejected)
        response.partial_success.error_message = text
        self.send(200, response.SerializeToString())

    def answer_garbage(self):
        self.send(200, b"\xff\xff\xff garbage")

    def endless(self, chunk, pause):
        self.send_response(200)
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        try:
            while True:
                self.wfile.write(chunk)
                self.wfile.flush()
                time.sleep(pause)
        except OSError:
            pass

    def answer_endless(self):
        self.endless(b"x" * 65536, 0)

    def answer_slow(self):
        self.endless(b"x", 0.1)

    def answer_hang(self):
        self.close_connection = True
        try:
            self.rfile.read(1)
        except OSError:
            pass

    def answer_close(self):
        self.close_connection = True


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
print(f"port {server.server_address[1]}", flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
