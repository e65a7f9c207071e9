# expect: map_value_wrong.thrift:2:32: error: expected a value of type string, got 2
const map<i32, string> A = {1: 2}
