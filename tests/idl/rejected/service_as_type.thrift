// error: 4:6: expected a type, got 'A', which is a service
service A {}
struct B {
  1: A a
}
