# expect: void_field.thrift:3:6: error: expected a type, got 'void': only a function returns it
struct A {
  1: void a
}
