// error: 3:11: typedefs name each other in a circle: B -> A -> B
// thriftgo follows the circle until its stack is full.
typedef A B
typedef B A
const i32 X = A.V
