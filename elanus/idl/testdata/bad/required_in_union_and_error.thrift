# expect: required_in_union_and_error.thrift:4:10: error: 'a' is declared twice in union U: the first is in line 3
union U {
  1: required i32 a
  2: i32 a
}
