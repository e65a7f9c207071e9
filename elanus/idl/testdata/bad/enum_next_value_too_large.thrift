# expect: enum_next_value_too_large.thrift:4:3: error: the value of 'C', 2147483648, does not fit into 32 bits, which is what an enum has on the wire
enum A {
  B = 0x7fffffff,
  C
}
