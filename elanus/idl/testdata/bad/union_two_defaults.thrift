# expect: union_two_defaults.thrift:4:10: error: union U has two fields with a default value: 'a' and 'b'
union U {
  1: i32 a = 1
  2: i32 b = 2
}
