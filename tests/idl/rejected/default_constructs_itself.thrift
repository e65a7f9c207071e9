// error: 3:8: the default values of A construct A again: A -> A
// thriftgo accepts it, and makes Go that does not end.
struct A {
  1: optional A a = {}
}
