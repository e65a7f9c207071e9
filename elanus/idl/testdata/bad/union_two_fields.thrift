# expect: union_two_fields.thrift:3:22: error: union A holds one field, got a second one, "b"
union A { 1: i32 a, 2: i32 b }
const A B = {"a": 1, "b": 2}
