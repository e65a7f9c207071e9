# expect: enum_number_unknown.thrift:4:17: error: enum Colour has no value 7
enum Colour { RED = 1 }
struct A {
  1: Colour c = 7
}
