# expect: unknown_type.thrift:3:11: error: the type 'User' is not declared
struct A {
  1: list<User> users
}
