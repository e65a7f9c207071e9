// A Thrift service on the port of a Protobuf one: `Find` is its own, `Put` is asked for in the wrong language.
namespace cpp thrift_items
service ThriftItems {
  string Find(1: string key)
  string Put(1: string key)
}

// What somebody asks for who takes the Protobuf service of the test for a Thrift one.
service Shop {
  string Buy(1: string what)
}
