// error: 4:17: 'RED' is not declared: write 'Colour.RED'
enum Colour { RED }
struct A {
  1: Colour c = RED
}
