// error: 3:6: the type 'base.User' is not declared: no file is included as 'base'
struct A {
  1: base.User user
}
