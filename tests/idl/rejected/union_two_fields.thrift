// error: 4:22: union A holds one field, got a second one, "b"
// thriftgo accepts it, and makes a union with two fields set.
union A { 1: i32 a, 2: i32 b }
const A B = {"a": 1, "b": 2}
