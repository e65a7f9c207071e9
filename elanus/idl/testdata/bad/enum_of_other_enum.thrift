# expect: enum_of_other_enum.thrift:4:13: error: expected a value of type A, got 'B.X', a value of enum B
enum A { X }
enum B { X }
const A C = B.X
