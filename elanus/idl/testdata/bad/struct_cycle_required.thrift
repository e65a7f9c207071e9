# expect: struct_cycle_required.thrift:3:8: error: struct A contains itself through required fields and could never end: A -> B -> A
typedef B Alias
struct A {
  1: required Alias b
}
struct B {
  1: required A a
}
