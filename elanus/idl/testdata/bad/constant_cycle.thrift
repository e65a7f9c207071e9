# expect: constant_cycle.thrift:2:11: error: constants name each other in a circle: A -> B -> A
const i32 A = B
const i32 B = A
