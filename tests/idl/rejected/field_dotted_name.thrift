// error: 3:19: expected a name after the type, which has no dots, got 'a.b'
// thriftgo accepts it, and makes Go that does not compile.
struct A { 1: i32 a.b }
