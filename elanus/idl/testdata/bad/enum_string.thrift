# expect: enum_string.thrift:3:13: error: expected a value of type A, got "X"
enum A { X }
const A C = "X"
