# expect: list_value_open.thrift:3:1: error: expected a value or ']', got the end of the file
const list<i32> A = [1, 2
