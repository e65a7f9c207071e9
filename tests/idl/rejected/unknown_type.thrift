// error: 3:11: the type 'User' is not declared
struct A {
  1: list<User> users
}
