# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""HTTP/2 as far as the tapes need it: bytes of one side become events of streams, and back."""
import gzip
import struct

import hpack

PREFACE = b'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'
DATA, HEADERS, RST_STREAM, SETTINGS, PING, GOAWAY, WINDOW_UPDATE, CONTINUATION = 0, 1, 3, 4, 6, 7, 8, 9
END_STREAM, ACK, END_HEADERS, PADDED, PRIORITY = 1, 1, 4, 8, 0x20


def frame(kind, flags, stream, payload=b''):
    return struct.pack('>I', len(payload))[1:] + bytes([kind, flags]) + struct.pack('>I', stream) + payload


class Event:
    """Of a stream, in its order: ('headers', [(name, value)]), ('message', bytes), ('end', None), ('reset', code)."""

    def __init__(self, stream, kind, value=None):
        self.stream, self.kind, self.value = stream, kind, value

    def __repr__(self):
        return f'{self.stream} {self.kind} {self.value!r:.200}'


class Side:
    """What one side of a connection says. `on_control` is called with each frame of the connection itself."""

    def __init__(self, on_control=None):
        self.decoder = hpack.Decoder()
        self.decoder.max_header_list_size = 1 << 24
        self.bytes, self.parts, self.encodings, self.block = b'', {}, {}, None
        self.on_control = on_control

    def feed(self, data):
        """The events that are whole now."""
        self.bytes += data
        if PREFACE.startswith(self.bytes[:len(PREFACE)]):
            if len(self.bytes) < len(PREFACE):
                return []
            self.bytes = self.bytes[len(PREFACE):]
        events = []
        while len(self.bytes) >= 9:
            size = int.from_bytes(self.bytes[:3], 'big')
            if len(self.bytes) < 9 + size:
                break
            kind, flags, stream = self.bytes[3], self.bytes[4], int.from_bytes(self.bytes[5:9], 'big') & 0x7fffffff
            payload, self.bytes = self.bytes[9:9 + size], self.bytes[9 + size:]
            events += self.take(kind, flags, stream, payload)
        return events

    def take(self, kind, flags, stream, payload):
        if kind in (DATA, HEADERS) and flags & PADDED:
            payload = payload[1:len(payload) - payload[0]]
        if kind == HEADERS:
            self.block = payload[5:] if flags & PRIORITY else payload
            self.ends = flags & END_STREAM
        elif kind == CONTINUATION:
            self.block += payload
        elif kind == DATA:
            return self.messages(stream, payload) + ([Event(stream, 'end')] if flags & END_STREAM else [])
        elif kind == RST_STREAM:
            return [Event(stream, 'reset', int.from_bytes(payload, 'big'))]
        elif self.on_control:
            self.on_control(kind, flags, payload)
        if kind not in (HEADERS, CONTINUATION) or not flags & END_HEADERS:
            return []
        headers = [(name, value) for name, value in self.decoder.decode(self.block, raw=True)]
        self.encodings.setdefault(stream, dict(headers).get(b'grpc-encoding', b''))
        return [Event(stream, 'headers', headers)] + ([Event(stream, 'end')] if self.ends else [])

    def messages(self, stream, payload):
        part, events = self.parts.get(stream, b'') + payload, []
        while len(part) >= 5:
            size = int.from_bytes(part[1:5], 'big')
            if len(part) < 5 + size:
                break
            body, part = part[:5 + size], part[5 + size:]
            events.append(Event(stream, 'message', gzip.decompress(body[5:]) if body[0] else body[5:]))
        self.parts[stream] = part
        return events


class WithoutAnswers:
    """The bytes of a client without its answers to SETTINGS and PINGs that another server sent: the first SETTINGS is
    everybody's."""

    def __init__(self):
        self.bytes, self.acks, self.begun = b'', 0, False

    def feed(self, data):
        self.bytes += data
        out = b''
        if not self.begun:
            if len(self.bytes) < len(PREFACE):
                return b''
            out, self.bytes, self.begun = PREFACE, self.bytes[len(PREFACE):], True
        while len(self.bytes) >= 9:
            size = 9 + int.from_bytes(self.bytes[:3], 'big')
            if len(self.bytes) < size:
                break
            one, self.bytes = self.bytes[:size], self.bytes[size:]
            answer = one[3] in (SETTINGS, PING) and one[4] & ACK
            self.acks += bool(answer and one[3] == SETTINGS)
            if not answer or (one[3] == SETTINGS and self.acks == 1):
                out += one
        return out


def message(body):
    return b'\0' + struct.pack('>I', len(body)) + body
