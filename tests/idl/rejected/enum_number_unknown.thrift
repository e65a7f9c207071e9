// error: 5:17: enum Colour has no value 7
// thriftgo accepts it: in Go an enum is any number.
enum Colour { RED = 1 }
struct A {
  1: Colour c = 7
}
