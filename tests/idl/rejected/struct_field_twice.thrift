// error: 4:22: field "a" of struct A is given twice
// thriftgo accepts it, and makes Go that does not compile.
struct A { 1: i32 a }
const A B = {"a": 1, "a": 2}
