// error: 3:25: expected a value of type map<i32, i32>, got a list
// thriftgo accepts it, as an empty map.
const map<i32, i32> A = [1]
