// A Thrift service on the port of a Protobuf one: `Find` is its own, `Put` is asked for in the wrong language.
namespace cpp thrift_items
service ThriftItems {
  string Find(1: string key)
  string Put(1: string key)
}

// No server of the test has it: its one method is that of a Protobuf service.
service Wrong {
  string Buy(1: string what)
}
