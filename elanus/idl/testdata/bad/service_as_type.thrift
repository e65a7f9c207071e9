# expect: service_as_type.thrift:4:6: error: expected a type, got 'A', which is a service
service A {}
struct B {
  1: A a
}
