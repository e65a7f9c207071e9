// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The streams of the interop service with Thrift payload, over gRPC (grpc_thrift).
namespace go interop.streams
namespace cpp interop.streams

struct Request {
  1: i32 count,    // items to send
  2: i32 size,     // bytes of data in each
  3: string mode,  // "" or what the handler does, see docs/interop.md
  4: string key,   // names the stream for Ended
}

struct Item {
  1: i32 index,
  2: string text,
  3: binary data,
}

struct Summary {
  1: i32 count,
  2: i64 sum,      // of the indexes
}

service InteropStream {
  Item Bidi(1: Item item) (streaming.mode = "bidirectional")
  Summary ClientStream(1: Item item) (streaming.mode = "client")
  Item ServerStream(1: Request request) (streaming.mode = "server")
  string Ended(1: string key)
}
