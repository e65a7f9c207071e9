// error: 3:6: the type uuid is not supported: use string
struct A {
  1: uuid id
}
