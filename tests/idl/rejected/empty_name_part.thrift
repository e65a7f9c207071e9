// error: 3:6: 'base..User' is not a name: a part of it is empty
struct A {
  1: base..User u
}
