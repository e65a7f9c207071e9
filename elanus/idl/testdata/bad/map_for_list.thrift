# expect: map_for_list.thrift:2:21: error: expected a value of type list<i32>, got a map
const list<i32> A = {1: 2}
