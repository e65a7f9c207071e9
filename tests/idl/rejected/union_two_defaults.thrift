// error: 5:10: union U has two fields with a default value: 'a' and 'b'
// thriftgo means to refuse it, and does not.
union U {
  1: i32 a = 1
  2: i32 b = 2
}
