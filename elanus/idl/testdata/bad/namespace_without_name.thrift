# expect: namespace_without_name.thrift:3:1: error: expected the name of the namespace, got the end of the file
namespace go
