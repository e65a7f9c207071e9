# expect: empty_name_part.thrift:3:6: error: 'base..User' is not a name: a part of it is empty
struct A {
  1: base..User u
}
