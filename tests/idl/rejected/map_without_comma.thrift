// error: 3:16: expected ',' after the key type of a map, got '>'
struct A {
  1: map<string> a
}
