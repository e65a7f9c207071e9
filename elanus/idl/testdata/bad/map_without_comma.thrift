# expect: map_without_comma.thrift:3:16: error: expected ',' after the key type of a map, got '>'
struct A {
  1: map<string> a
}
