# expect: list_for_map.thrift:2:25: error: expected a value of type map<i32, i32>, got a list
const map<i32, i32> A = [1]
