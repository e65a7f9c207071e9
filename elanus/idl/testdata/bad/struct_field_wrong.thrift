# expect: struct_field_wrong.thrift:3:26: error: expected a value of type i32, got "x"
struct A { 1: i32 a }
const list<A> B = [{"a": "x"}]
