// error: 3:3: expected a field or '}', got "x"
struct A {
  "x" a
}
