// error: 4:8: struct A contains itself through required fields and could never end: A -> B -> A
// thriftgo accepts it, though no value of it can be sent.
typedef B Alias
struct A {
  1: required Alias b
}
struct B {
  1: required A a
}
