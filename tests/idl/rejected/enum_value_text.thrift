// error: 3:7: expected a whole number as the value, got "x"
enum A {
  B = "x"
}
