# expect: map_value_without_colon.thrift:2:27: error: expected ':' after a key, got ','
const map<i32, i32> A = {1, 2}
