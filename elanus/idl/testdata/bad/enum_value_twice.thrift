# expect: enum_value_twice.thrift:4:3: error: 'B' and 'C' of enum A both have the value 1
enum A {
  B = 1,
  C = 1,
}
