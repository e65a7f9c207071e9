# expect: default_constructs_itself.thrift:2:8: error: the default values of A construct A again: A -> A
struct A {
  1: optional A a = {}
}
