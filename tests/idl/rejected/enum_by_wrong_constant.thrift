// error: 5:13: enum E has no value 2
// thriftgo accepts it, and makes Go that does not compile.
enum E { A = 1 }
const i32 N = 2
const E B = N
