# expect: uuid.thrift:3:6: error: the type uuid is not supported: use string
struct A {
  1: uuid id
}
