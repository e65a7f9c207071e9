// error: 3:11: constants name each other in a circle: A -> B -> A
// thriftgo accepts it, and makes Go that does not compile.
const i32 A = B
const i32 B = A
