// error: 3:8: struct A contains itself through required fields and could never end: A -> A
// thriftgo accepts it, though no value of it can be sent.
struct A {
  1: required A a
}
