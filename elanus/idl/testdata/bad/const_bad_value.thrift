# expect: const_bad_value.thrift:2:15: error: expected a value, got ';'
const i32 A = ;
