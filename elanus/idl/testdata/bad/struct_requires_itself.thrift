# expect: struct_requires_itself.thrift:2:8: error: struct A contains itself through required fields and could never end: A -> A
struct A {
  1: required A a
}
