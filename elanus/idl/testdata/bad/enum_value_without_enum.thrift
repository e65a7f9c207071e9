# expect: enum_value_without_enum.thrift:4:17: error: 'RED' is not declared: write 'Colour.RED'
enum Colour { RED }
struct A {
  1: Colour c = RED
}
