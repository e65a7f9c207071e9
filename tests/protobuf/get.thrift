// A Thrift service on the port of a Protobuf one: `Find` is its own, `Put` is asked for in the wrong language.
namespace cpp thrift_items
service ThriftItems {
  string Find(1: string key)
  string Put(1: string key)
}
