# expect: container_constant_of_wrong_type.thrift:3:21: error: expected a value of type list<i64>, got 'A', a constant of type list<i32>
const list<i32> A = []
const list<i64> B = A
