// error: 3:21: expected a value of type list<i32>, got a map
// thriftgo accepts it, as an empty list.
const list<i32> A = {1: 2}
